"use client";

import type { ReactNode } from "react";
import { SubmitButton } from "@/components/ui/submit-button";

type ContinuePaymentProps = { action: (form: FormData) => Promise<void>; token: string; label: string };

/** The way back to a payment that was left. */
export function ContinuePayment({ action, token, label }: ContinuePaymentProps): ReactNode {
  return (
    <form action={action}>
      <input type="hidden" name="token" value={token} />
      <SubmitButton size="lg" width="full">
        {label}
      </SubmitButton>
    </form>
  );
}
