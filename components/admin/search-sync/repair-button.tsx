"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";
import { type FormState, idleForm } from "@/lib/core/form-state";

export type RepairButtonProps = { action: (previous: FormState, form: FormData) => Promise<FormState>; label: string };

/** Compares and sends what differs, at once: it can do no harm. Says what it found; a search service that is silent is said beside it. */
export function RepairButton({ action, label }: RepairButtonProps): ReactNode {
  const e = useTranslations("errors");
  const [state, act] = useActionState(action, idleForm);
  const isRefused = state.status === "rejected";
  return (
    <form action={act} className="flex flex-wrap items-center gap-2">
      <ToastOnce id={`repaired-${state.at}`} message={state.values.done} />
      {isRefused ? (
        <span role="alert" className="text-danger text-sm">
          {e(state.code ?? "search_unreachable")}
        </span>
      ) : null}
      <SubmitButton>{label}</SubmitButton>
    </form>
  );
}
