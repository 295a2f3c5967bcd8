"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type RowActionProps = {
  /** The sentence of `values.done`, where it has one, is shown when it is accepted. */
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** Sent with it: what it is done to. */
  fields: Record<string, string>;
  label: string;
  title: string;
  description: string;
  /** Further fields, such as a reason. */
  children?: ReactNode;
  isDangerous?: boolean;
  /** What letting it be is called, where "Cancel" could be taken for the act itself. */
  dismissLabel?: string;
  /** How much the button stands out; rows of a list keep it quiet. */
  variant?: "ghost" | "secondary" | "primary";
};

/** One act on one row, asked for first. The dialog closes when it was done; a refusal is said in it. */
export function RowAction(props: RowActionProps): ReactNode {
  const { action, fields, label, title, description, children, isDangerous = true, dismissLabel, variant = "ghost" } = props;
  const e = useTranslations("errors");
  const [isOpen, setOpen] = useState(false);
  const [dismissedAt, dismiss] = useState(0);
  const [state, act] = useActionState(async (previous: FormState, form: FormData) => {
    const answer = await action(previous, form);
    if (answer?.status === "saved") finish(answer, () => setOpen(false));
    return answer ?? idleForm;
  }, idleForm);
  const isRefused = state.status === "rejected" && state.at !== dismissedAt;
  const code = isRefused ? (state.code ?? Object.values(state.errors)[0]) : undefined;
  const change = (open: boolean) => {
    setOpen(open);
    dismiss(state.at);
  };
  return (
    <ConfirmDialog
      trigger={<Button variant={variant}>{label}</Button>}
      title={title}
      description={description}
      confirmLabel={label}
      isDangerous={isDangerous}
      dismissLabel={dismissLabel}
      action={act}
      open={isOpen}
      onOpenChange={change}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      {code ? (
        <p role="alert" className="text-danger text-sm">
          {e(code)}
        </p>
      ) : null}
    </ConfirmDialog>
  );
}

/** Said while the action is at its end, because the row may be gone with the next rendering. */
function finish({ values, at }: FormState, close: () => void): void {
  close();
  if (values.done) toast.success(values.done, { id: `done-${at}` });
}
