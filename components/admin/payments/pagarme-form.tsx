"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LineField, type SettingsAction } from "@/components/admin/settings/form-parts";
import { ActionField, ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";

/** The two keys of a Pagar.me account. The secret one is never filled in again. */
export function PagarmeForm({ action, publicKey }: { action: SettingsAction; publicKey: string }): ReactNode {
  const t = useTranslations("admin-payments");
  return (
    <ActionForm action={action} className="grid gap-4">
      <Connected />
      <LineField
        name="publicKey"
        label={t("connect.publicKey")}
        initial={publicKey}
        input={{ placeholder: "pk_…", autoComplete: "off" }}
        required
      />
      <ActionField name="secretKey" label={t("connect.secretKey")} hint={t("connect.secretHint")} required>
        <PasswordInput placeholder="sk_…" autoComplete="off" />
      </ActionField>
      <SubmitButton className="w-fit">{t(publicKey ? "connect.renew" : "connect.action")}</SubmitButton>
    </ActionForm>
  );
}

function Connected(): ReactNode {
  const t = useTranslations("admin-payments");
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`connected-${at}`} message={status === "saved" ? t("connect.done") : undefined} />;
}
