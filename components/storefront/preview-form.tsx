"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type PreviewFormProps = { action: (previous: FormState, form: FormData) => Promise<FormState> };

/** Opens an unpublished store to who has its preview password. */
export function PreviewForm({ action }: PreviewFormProps): ReactNode {
  const t = useTranslations("storefront.soon");
  const errors = useTranslations("errors");
  const [state, submit] = useActionState(action, idleForm);
  const code = state.errors.password;

  return (
    <details className="group w-full max-w-xs" open={code !== undefined}>
      <summary className="inline-flex min-h-11 list-none items-center text-sm underline underline-offset-4">{t("enter")}</summary>
      <form action={submit} className="mt-4 grid gap-3 text-left">
        <Field name="password" label={t("password")} error={code ? errors(code) : undefined} required>
          <PasswordInput autoComplete="off" />
        </Field>
        <SubmitButton>{t("look")}</SubmitButton>
      </form>
    </details>
  );
}
