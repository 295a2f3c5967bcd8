"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type RowActionProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** Sent with it: what it is done to. */
  fields: Record<string, string>;
  label: string;
  title: string;
  description: string;
  /** Further fields, such as a reason. */
  children?: ReactNode;
  isDangerous?: boolean;
  /** How much the button stands out; rows of a list keep it quiet. */
  variant?: "ghost" | "secondary" | "primary";
};

/** One act on one row, asked for first; a refusal is said beside it. */
export function RowAction({
  action,
  fields,
  label,
  title,
  description,
  children,
  isDangerous = true,
  variant = "ghost",
}: RowActionProps): ReactNode {
  const e = useTranslations("errors");
  const [state, act] = useActionState(action, idleForm);
  const code = state.status === "rejected" ? (state.code ?? Object.values(state.errors)[0]) : undefined;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <ConfirmDialog
        trigger={<Button variant={variant}>{label}</Button>}
        title={title}
        description={description}
        confirmLabel={label}
        isDangerous={isDangerous}
        action={act}
      >
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
      </ConfirmDialog>
      {code ? (
        <span role="alert" className="text-danger text-sm">
          {e(code)}
        </span>
      ) : null}
    </span>
  );
}
