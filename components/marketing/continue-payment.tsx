"use client";

import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { useLeave } from "@/components/ui/use-leave";
import { type FormState, idleForm } from "@/lib/core/form-state";

type ContinuePaymentProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  token: string;
  label: string;
};

/** The way back to a payment that was left. */
export function ContinuePayment({ action, token, label }: ContinuePaymentProps): ReactNode {
  const [state, send] = useActionState(action, idleForm);
  const isLeaving = useLeave(state);
  return (
    <form action={send}>
      <input type="hidden" name="token" value={token} />
      <SubmitButton size="lg" width="full" isBusy={isLeaving}>
        {label}
      </SubmitButton>
    </form>
  );
}
