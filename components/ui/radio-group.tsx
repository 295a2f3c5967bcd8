"use client";

import type { ReactNode } from "react";
import { Radio } from "./choice";
import { cn } from "./cn";
import { FieldError } from "./field";

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

export type RadioGroupProps = {
  name: string;
  label: ReactNode;
  options: readonly RadioOption[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  isLabelHidden?: boolean;
  /** `cards` frames each answer: for few answers that need a word of explanation. */
  layout?: "list" | "cards";
};

/** One of several answers; native radios, so arrow keys and sending without JavaScript come for free. */
export function RadioGroup(props: RadioGroupProps): ReactNode {
  const { name, label, hint, error, isLabelHidden, layout = "list", options } = props;
  const describedBy = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ") || undefined;

  return (
    <fieldset id={name} className="grid gap-1.5" aria-describedby={describedBy}>
      <legend className={cn("mb-1.5 font-medium text-sm", isLabelHidden && "sr-only")}>{label}</legend>
      {hint ? (
        <p id={`${name}-hint`} className="-mt-1 text-sm text-text-muted">
          {hint}
        </p>
      ) : null}
      <div className={cn("grid", layout === "cards" && "gap-2")}>
        {options.map((option) => (
          <Answer key={option.value} group={props} option={option} />
        ))}
      </div>
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}

function Answer({ group, option }: { group: RadioGroupProps; option: RadioOption }): ReactNode {
  const { name, value, defaultValue, onValueChange, required, error, layout } = group;
  const state =
    value === undefined
      ? { defaultChecked: defaultValue === option.value, onChange: () => onValueChange?.(option.value) }
      : { checked: value === option.value, onChange: () => onValueChange?.(option.value) };

  return (
    <Radio
      {...state}
      name={name}
      value={option.value}
      label={option.label}
      hint={option.hint}
      disabled={option.disabled}
      required={required}
      aria-invalid={error ? true : undefined}
      className={
        layout === "cards"
          ? "w-full rounded-md border border-border bg-surface px-4 py-3 transition-colors hover:border-border-strong has-checked:border-accent has-checked:bg-accent-soft"
          : undefined
      }
    />
  );
}
