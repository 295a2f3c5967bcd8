"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";
import { type FormState, idleForm } from "@/lib/core/form-state";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

export type BulkActionsProps = { activate: Action; draft: Action; archive: Action };

/** What can be done with the chosen products. Stands in the table's form. */
export function BulkActions({ activate, draft, archive }: BulkActionsProps): ReactNode {
  const t = useTranslations("admin-products");

  return (
    <>
      <BulkButton action={activate} label={t("bulk.activate")} done={t("bulk.done")} />
      <BulkButton action={draft} label={t("bulk.draft")} done={t("bulk.done")} />
      <BulkButton action={archive} label={t("bulk.archive")} done={t("bulk.done")} />
    </>
  );
}

function BulkButton({ action, label, done }: { action: Action; label: string; done: string }): ReactNode {
  const e = useTranslations("errors");
  const [state, act] = useActionState(action, idleForm);
  const code = state.status === "rejected" ? (state.code ?? Object.values(state.errors)[0]) : undefined;

  return (
    <span className="inline-flex items-center gap-2">
      <SubmitButton formAction={act} variant="secondary">
        {label}
      </SubmitButton>
      {code ? (
        <span role="alert" className="text-danger text-sm">
          {e(code)}
        </span>
      ) : null}
      <ToastOnce id={`bulk-${state.at}`} message={state.status === "saved" ? done : undefined} />
    </span>
  );
}
