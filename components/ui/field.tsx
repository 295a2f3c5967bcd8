"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";

export type FieldProps = {
  /** Name of the control; also its id unless `id` is given (two forms on one page need that). */
  name: string;
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  /** The sentence to show, in the reader's language. */
  error?: string;
  required?: boolean;
  /** Says "(optional)" beside the label: for forms where most fields are required. */
  isOptional?: boolean;
  disabled?: boolean;
  isLabelHidden?: boolean;
  /** Beside the label, at the far end: a link such as "Forgot it?". */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/**
 * Label, control, hint and error, tied together: put exactly one Input, Textarea, Select or other control inside
 * and it gets the id, the name, `aria-describedby` and `aria-invalid`.
 */
export function Field(props: FieldProps): ReactNode {
  const { name, id = name, label, hint, error, required, isOptional, disabled, isLabelHidden, aside, className, children } = props;
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  const control = { id, name, required, disabled, "aria-describedby": describedBy, "aria-invalid": error ? (true as const) : undefined };

  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", isLabelHidden && "sr-only")}>
        <label htmlFor={id} className="font-medium text-sm text-text">
          {label}
          {isOptional ? <Optional /> : null}
        </label>
        {aside ? <span className="text-sm touch:[&_a]:-my-3 touch:[&_a]:inline-block touch:[&_a]:py-3">{aside}</span> : null}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      {hint ? (
        <p id={hintId} className="text-pretty text-sm text-text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** The error line of a field; for controls that cannot sit in a Field (a table row, a group). */
export function FieldError({ id, children }: { id?: string; children: ReactNode }): ReactNode {
  return (
    <p id={id} className="flex items-start gap-1.5 text-danger text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

function Optional(): ReactNode {
  const t = useTranslations("ui");

  return <span className="ml-1.5 font-normal text-text-muted">{t("field.optional")}</span>;
}
