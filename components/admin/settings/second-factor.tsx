"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { RowAction } from "@/components/admin/row-action";
import { ActionField, ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { idleForm } from "@/lib/core/form-state";
import type { SettingsAction } from "./form-parts";

const codeInput = { autoComplete: "one-time-code", autoCapitalize: "none", spellCheck: false } as const;

/** Offers the second step to who has none. */
export function StartSecondFactor({ action }: { action: SettingsAction }): ReactNode {
  const t = useTranslations("admin-settings.account.secondFactor");
  const [, start] = useActionState(action, idleForm);
  return (
    <form action={start} className="flex flex-wrap items-center justify-between gap-4">
      <p className="max-w-prose text-pretty text-sm text-text-muted">{t("off")}</p>
      <SubmitButton variant="secondary">{t("start")}</SubmitButton>
    </form>
  );
}

type Enrolment = { qr: ReactNode; secret: string; confirm: SettingsAction; abandon: SettingsAction };

/** The code for the app to read, and the field that proves that it did. */
export function EnrolSecondFactor({ qr, secret, confirm, abandon }: Enrolment): ReactNode {
  const t = useTranslations("admin-settings.account.secondFactor");
  const [, leave] = useActionState(abandon, idleForm);
  return (
    <div className="grid gap-5">
      <ActionForm action={confirm} className="grid gap-5">
        <UntilCodes>
          <div className="grid gap-5 sm:grid-cols-[auto_minmax(0,1fr)]">
            <div className="w-44 self-start rounded-md border border-border bg-white p-2">{qr}</div>
            <div className="grid content-start gap-4">
              <p className="text-pretty text-sm">{t("scan")}</p>
              <div className="grid gap-1 text-sm">
                <span className="text-text-muted">{t("key")}</span>
                <code className="break-all font-mono">{secret.match(/.{1,4}/g)?.join(" ")}</code>
              </div>
              <ActionField name="code" label={t("code")} required>
                <Input {...codeInput} inputMode="numeric" className="max-w-48 tabular-nums" />
              </ActionField>
              <div className="flex flex-wrap gap-2">
                <SubmitButton>{t("confirm")}</SubmitButton>
                <Button type="submit" variant="ghost" formAction={leave} formNoValidate>
                  {t("cancel")}
                </Button>
              </div>
            </div>
          </div>
        </UntilCodes>
      </ActionForm>
    </div>
  );
}

type Standing = { since: string; left: number; renew: SettingsAction; end: SettingsAction };

/** The second step that is on: what is left of the recovery codes, and the ways to renew and to end it. */
export function StandingSecondFactor({ since, left, renew, end }: Standing): ReactNode {
  const t = useTranslations("admin-settings.account.secondFactor");
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-sm">
          {t("on", { date: since })} <span className="text-text-muted">{t("left", { count: left })}</span>
        </p>
        <RowAction action={end} fields={{}} label={t("end")} title={t("endTitle")} description={t("endText")}>
          <Field name="code" label={t("proof")} required>
            <Input {...codeInput} />
          </Field>
        </RowAction>
      </div>
      <ActionForm action={renew} className="grid max-w-md gap-4 border-border border-t pt-5">
        <UntilCodes>
          <ActionField name="code" label={t("proof")} hint={t("renewText")} required>
            <Input {...codeInput} />
          </ActionField>
          <SubmitButton variant="secondary" className="w-fit">
            {t("renew")}
          </SubmitButton>
        </UntilCodes>
      </ActionForm>
    </div>
  );
}

/** The form until it is accepted, then the recovery codes that it brought. */
function UntilCodes({ children }: { children: ReactNode }): ReactNode {
  const t = useTranslations("admin-settings.account.secondFactor");
  const { status, values } = useFormOutcome();
  const codes = values.recoveryCodes;
  if (status !== "saved" || !codes) return children;
  return (
    <Callout tone="warning" title={t("codesTitle")} role="status">
      <div className="grid gap-4">
        <p>{t("codesText")}</p>
        <ul className="grid gap-x-6 gap-y-1 font-mono text-sm tabular-nums sm:grid-cols-2">
          {codes.split("\n").map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={codes} label={t("copy")} />
          <Button type="button" onClick={() => location.reload()}>
            {t("stored")}
          </Button>
        </div>
      </div>
    </Callout>
  );
}
