"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";

export type StartFormProps = { action: ActionFormProps["action"]; importId: string; count: number; backHref: string };

/** Starts the import that was checked, or leaves it. */
export function StartForm({ action, importId, count, backHref }: StartFormProps): ReactNode {
  const t = useTranslations("admin-import");

  return (
    <ActionForm action={action} className="grid gap-4">
      <input type="hidden" name="importId" value={importId} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton disabled={count === 0}>{t("check.start", { count })}</SubmitButton>
        <LinkButton href={backHref} variant="secondary">
          {t("check.other")}
        </LinkButton>
      </div>
    </ActionForm>
  );
}
