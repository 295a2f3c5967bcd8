"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, ActionForm, useTyped } from "@/components/ui/action-form";
import { Callout } from "@/components/ui/callout";
import { Input, type InputProps } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import type { FormState } from "@/lib/core/form-state";

export type AuthAction = (previous: FormState, form: FormData) => Promise<FormState>;

function TypedInput({ name, initial, ...rest }: Omit<InputProps, "name" | "defaultValue"> & { name: string; initial?: string }): ReactNode {
  const value = useTyped(name, initial);
  return <Input key={value} {...rest} defaultValue={value} />;
}

function EmailField({ initial }: { initial?: string }): ReactNode {
  const t = useTranslations("auth");
  return (
    <ActionField name="email" label={t("email")} required>
      <TypedInput name="email" type="email" autoComplete="email" inputMode="email" initial={initial} />
    </ActionField>
  );
}

/** E-mail and password. `next`: where to go afterwards. */
export function SignInForm({ action, next }: { action: AuthAction; next: string }): ReactNode {
  const t = useTranslations("auth");
  return (
    <ActionForm action={action}>
      <input type="hidden" name="next" value={next} />
      <EmailField />
      <ActionField name="password" label={t("password")} required aside={<TextLink href="/forgot">{t("forgot.link")}</TextLink>}>
        <PasswordInput />
      </ActionField>
      <SubmitButton size="lg" width="full">
        {t("signIn")}
      </SubmitButton>
    </ActionForm>
  );
}

/** The code of an authenticator app, or a recovery code. */
export function CodeForm({ action, next }: { action: AuthAction; next: string }): ReactNode {
  const t = useTranslations("auth");
  return (
    <ActionForm action={action}>
      <input type="hidden" name="next" value={next} />
      <ActionField name="code" label={t("code.label")} hint={t("code.hint")} required>
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} autoFocus />
      </ActionField>
      <SubmitButton size="lg" width="full">
        {t("code.action")}
      </SubmitButton>
    </ActionForm>
  );
}

/** Asks for a mail that leads to a new password. Says the same for every address. */
export function ForgotForm({ action }: { action: AuthAction }): ReactNode {
  const t = useTranslations("auth");
  const done = (
    <Callout tone="success" title={t("forgot.sentTitle")}>
      {t("forgot.sent")}
    </Callout>
  );
  return (
    <ActionForm action={action} done={done}>
      <EmailField />
      <SubmitButton size="lg" width="full">
        {t("forgot.action")}
      </SubmitButton>
    </ActionForm>
  );
}

/** A new password by a mailed token. */
export function ResetForm({ action }: { action: AuthAction }): ReactNode {
  const t = useTranslations("auth");
  return (
    <ActionForm action={action}>
      <ActionField name="password" label={t("reset.password")} hint={t("passwordHint")} required>
        <PasswordInput autoComplete="new-password" />
      </ActionField>
      <SubmitButton size="lg" width="full">
        {t("reset.action")}
      </SubmitButton>
    </ActionForm>
  );
}
