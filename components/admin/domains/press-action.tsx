"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type PressActionProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  fields: Record<string, string>;
  label: string;
};

/** One harmless act, done at a press; a refusal is said beside it. */
export function PressAction({ action, fields, label }: PressActionProps): ReactNode {
  const e = useTranslations("errors");
  const [state, act] = useActionState(action, idleForm);
  const code = state.status === "rejected" ? (state.code ?? Object.values(state.errors)[0]) : undefined;
  return (
    <form action={act} className="inline-flex flex-wrap items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="ghost">{label}</SubmitButton>
      {code ? (
        <span role="alert" className="text-danger text-sm">
          {e(code)}
        </span>
      ) : null}
    </form>
  );
}
