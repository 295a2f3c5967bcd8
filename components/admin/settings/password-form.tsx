"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";
import type { SettingsAction } from "./form-parts";

/** The present password and the new one. */
export function PasswordForm({ action }: { action: SettingsAction }): ReactNode {
  const t = useTranslations("admin-settings");
  return (
    <ActionForm action={action} className="grid max-w-md gap-4">
      <Changed />
      <ActionField name="current" label={t("account.password.current")} required>
        <PasswordInput />
      </ActionField>
      <ActionField name="password" label={t("account.password.new")} hint={t("account.password.hint")} required>
        <PasswordInput autoComplete="new-password" />
      </ActionField>
      <SubmitButton className="w-fit">{t("account.password.action")}</SubmitButton>
    </ActionForm>
  );
}

function Changed(): ReactNode {
  const t = useTranslations("admin-settings");
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`password-${at}`} message={status === "saved" ? t("account.password.done") : undefined} />;
}
