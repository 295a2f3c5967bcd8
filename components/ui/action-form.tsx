"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useActionState, useContext } from "react";
import { type FormState, idleForm } from "@/lib/core/form-state";
import { Field, type FieldProps } from "./field";
import { type FormError, FormErrorSummary } from "./form-error-summary";
import { useLeave } from "./use-leave";

const State = createContext<FormState>(idleForm);

export type ActionFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  /** Shown instead of the form once it was accepted. */
  done?: ReactNode;
  /** What a field is called in the list of errors: for forms in which one sentence may stand for several fields. */
  describeField?: (name: string) => string;
  className?: string;
};

/** A form of one server action: works before JavaScript loads, keeps what was typed, ties each error to its field. */
export function ActionForm({ action, children, done, describeField, className = "grid gap-5" }: ActionFormProps): ReactNode {
  const t = useTranslations("errors");
  const [state, send] = useActionState(action, idleForm);
  useLeave(state);
  if (state.status === "saved" && done) return done;
  return (
    <form action={send} className={className} noValidate>
      {state.status === "rejected" ? <FormErrorSummary errors={toErrors(state, { t, describeField })} at={state.at} /> : null}
      <State value={state}>{children}</State>
    </form>
  );
}

type Speech = { t: (code: string) => string; describeField: ActionFormProps["describeField"] };

/** The sentences of a refusal; its own, when it is about no field. */
function toErrors({ errors, code }: FormState, { t, describeField }: Speech): FormError[] {
  const sentences = Object.entries(errors).map(([name, reason]) => {
    const sentence = t(reason);
    return { name, message: describeField ? `${describeField(name)}: ${sentence}` : sentence };
  });
  return code && sentences.length === 0 ? [{ message: t(code) }] : sentences;
}

/** What the server last said of the surrounding ActionForm; idle outside of one. */
export function useFormOutcome(): FormState {
  return useContext(State);
}

/** A Field that knows what the action said of it. */
export function ActionField(props: Omit<FieldProps, "error">): ReactNode {
  const t = useTranslations("errors");
  const code = useContext(State).errors[props.name];
  return <Field {...props} error={code ? t(code) : undefined} />;
}

/** What was typed into a field before the form was refused, else the given value. */
export function useTyped(name: string, initial = ""): string {
  return useContext(State).values[name] ?? initial;
}
