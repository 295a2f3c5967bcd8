"use client";

import { Tag, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type CouponFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** The one that is applied, or null. */
  code: string | null;
  /** Two of these stand on the page. */
  place: string;
  step: "details" | "payment";
};

/** A code to type, or the one that counts, to be taken away. */
export function CouponForm({ action, code, place, step }: CouponFormProps): ReactNode {
  const t = useTranslations("checkout.coupon");
  const errors = useTranslations("errors");
  const [state, submit] = useActionState(action, idleForm);
  const error = state.errors.coupon;
  if (code) {
    return (
      <form action={submit} className="flex items-center gap-2">
        <input type="hidden" name="coupon" value="" />
        <input type="hidden" name="step" value={step} />
        <span className="inline-flex min-h-9 items-center gap-2 rounded-md bg-accent-soft px-3 font-medium text-sm">
          <Tag aria-hidden className="size-4" />
          {code.toUpperCase()}
        </span>
        <Button type="submit" variant="ghost" size="icon" aria-label={t("remove")}>
          <X aria-hidden />
        </Button>
      </form>
    );
  }

  return (
    <form action={submit} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <input type="hidden" name="step" value={step} />
      <Field name="coupon" id={`coupon-${place}`} label={t("label")} isLabelHidden error={error ? errors(error) : undefined}>
        <Input
          key={state.at}
          placeholder={t("label")}
          defaultValue={state.values.coupon}
          autoComplete="off"
          maxLength={40}
          className="uppercase placeholder:normal-case"
        />
      </Field>
      <SubmitButton variant="secondary">{t("apply")}</SubmitButton>
    </form>
  );
}
