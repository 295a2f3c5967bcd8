"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, ActionForm, useTyped } from "@/components/ui/action-form";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AuthAction } from "./auth-forms";

/** Accepts an invitation: with one click, or with the name and password of a new account. */
export function JoinForm({ action, isNew }: { action: AuthAction; isNew: boolean }): ReactNode {
  const t = useTranslations("auth");
  return (
    <ActionForm action={action}>
      {isNew ? <NewAccount /> : null}
      <SubmitButton size="lg" width="full">
        {t("invitation.action")}
      </SubmitButton>
    </ActionForm>
  );
}

function NewAccount(): ReactNode {
  const t = useTranslations("auth");
  const name = useTyped("name");
  return (
    <>
      <ActionField name="name" label={t("invitation.name")} required>
        <Input key={name} defaultValue={name} autoComplete="name" />
      </ActionField>
      <ActionField name="password" label={t("password")} hint={t("passwordHint")} required>
        <PasswordInput autoComplete="new-password" />
      </ActionField>
    </>
  );
}
