"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";
import { useLeave } from "@/components/ui/use-leave";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type ActButtonProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  fields?: Record<string, string>;
  label: string;
  /** Said quietly once it is done. */
  done?: string;
  /** One line of what it does. */
  hint?: string;
  variant?: "primary" | "secondary";
  /** What is chosen before it is pressed. */
  children?: ReactNode;
};

/** One act that needs no question, with what came of it beside the button. */
export function ActButton({ action, fields = {}, label, done, hint, variant = "secondary", children }: ActButtonProps): ReactNode {
  const e = useTranslations("errors");
  const [state, act] = useActionState(action, idleForm);
  const isLeaving = useLeave(state);
  const code = state.status === "rejected" ? (state.code ?? Object.values(state.errors)[0]) : undefined;
  return (
    <form action={act} className="grid justify-items-start gap-2">
      <ToastOnce id={`act-${state.at}`} message={state.status === "saved" && !isLeaving ? done : undefined} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <SubmitButton variant={variant} isBusy={isLeaving}>
          {label}
        </SubmitButton>
      </div>
      {hint ? <p className="text-pretty text-sm text-text-muted">{hint}</p> : null}
      {code ? (
        <p role="alert" className="text-danger text-sm">
          {e(code)}
        </p>
      ) : null}
    </form>
  );
}
