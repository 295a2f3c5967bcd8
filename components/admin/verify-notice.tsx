"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormState, idleForm } from "@/lib/core/form-state";

type VerifyNoticeProps = { email: string; action: (previous: FormState, form: FormData) => Promise<FormState> };

/** Asks a member whose address is not verified to open the mailed link, and sends it again. */
export function VerifyNotice({ email, action }: VerifyNoticeProps): ReactNode {
  const t = useTranslations("admin-home");
  const [state, send] = useActionState(action, idleForm);
  return (
    <Callout tone="warning" title={t("verify.title")}>
      <p>{t("verify.text", { email })}</p>
      {state.status === "saved" ? (
        <p role="status" className="font-medium">
          {t("verify.sent")}
        </p>
      ) : (
        <form action={send} className="mt-2">
          <SubmitButton variant="secondary">{t("verify.again")}</SubmitButton>
        </form>
      )}
    </Callout>
  );
}
