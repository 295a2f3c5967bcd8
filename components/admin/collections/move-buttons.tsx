"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type MoveButtonsProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  id: string;
  title: string;
  isFirst: boolean;
  isLast: boolean;
};

/** Moves a row of the list up or down. */
export function MoveButtons({ action, id, title, isFirst, isLast }: MoveButtonsProps): ReactNode {
  const t = useTranslations("admin-collections");
  const [, move] = useActionState(action, idleForm);

  return (
    <form action={move} className="relative z-10 inline-flex">
      <input type="hidden" name="collectionId" value={id} />
      <SubmitButton variant="ghost" size="icon" name="by" value="-1" aria-label={t("list.up", { title })} disabled={isFirst}>
        <ArrowUp aria-hidden />
      </SubmitButton>
      <SubmitButton variant="ghost" size="icon" name="by" value="1" aria-label={t("list.down", { title })} disabled={isLast}>
        <ArrowDown aria-hidden />
      </SubmitButton>
    </form>
  );
}
