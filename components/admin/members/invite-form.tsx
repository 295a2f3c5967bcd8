"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChoiceField, LineField, type SettingsAction } from "@/components/admin/settings/form-parts";
import { ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";

/** Invites a person by e-mail, with a role. */
export function InviteForm({ action }: { action: SettingsAction }): ReactNode {
  const t = useTranslations("admin-members");
  return (
    <ActionForm action={action} className="grid gap-4">
      <Invited />
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <LineField name="email" label={t("invite.email")} initial="" input={{ type: "email", autoComplete: "off" }} required />
        <ChoiceField
          name="role"
          label={t("invite.role")}
          initial="staff"
          options={[
            { value: "staff", label: t("roles.staff") },
            { value: "admin", label: t("roles.admin") },
          ]}
        />
      </div>
      <p className="text-sm text-text-muted">{t("invite.help")}</p>
      <SubmitButton className="w-fit">{t("invite.action")}</SubmitButton>
    </ActionForm>
  );
}

function Invited(): ReactNode {
  const t = useTranslations("admin-members");
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`invited-${at}`} message={status === "saved" ? t("invite.done") : undefined} />;
}
