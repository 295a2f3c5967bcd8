"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AuthAction } from "./auth-forms";

/** Confirms the address that a mailed token belongs to. */
export function VerifyForm({ action, token, next }: { action: AuthAction; token: string; next: string }): ReactNode {
  const t = useTranslations("auth");
  return (
    <ActionForm action={action}>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
      <SubmitButton size="lg" width="full">
        {t("verify.action")}
      </SubmitButton>
    </ActionForm>
  );
}
