"use client";

import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

const box =
  "peer col-start-1 row-start-1 appearance-none border border-border-strong bg-surface transition-colors checked:border-accent checked:bg-accent disabled:opacity-50 aria-invalid:border-danger";

export type ChoiceProps = Omit<ComponentProps<"input">, "type" | "size"> & { label: ReactNode; hint?: ReactNode; isLabelHidden?: boolean };

/** A native checkbox with its label; the whole row is the target. */
export function Checkbox({ label, hint, isLabelHidden, className, ...rest }: ChoiceProps): ReactNode {
  const field = useFieldControl();

  return (
    <Choice label={label} hint={hint} isLabelHidden={isLabelHidden} className={className}>
      <input type="checkbox" className={cn(box, "size-4.5 rounded-[4px]")} {...field} {...rest} />
      <Check
        aria-hidden
        className="pointer-events-none invisible col-start-1 row-start-1 m-auto size-3.5 stroke-3 text-accent-contrast peer-checked:visible"
      />
    </Choice>
  );
}

/** An on/off setting. It is a checkbox to the form that sends it. */
export function Switch({ label, hint, isLabelHidden, className, ...rest }: ChoiceProps): ReactNode {
  const field = useFieldControl();

  return (
    <Choice label={label} hint={hint} isLabelHidden={isLabelHidden} className={className}>
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox reports its own state.
        role="switch"
        className="peer col-start-1 row-start-1 h-5.5 w-9.5 appearance-none rounded-full bg-border-strong transition-colors checked:bg-accent disabled:opacity-50"
        {...field}
        {...rest}
      />
      <span
        aria-hidden
        className="pointer-events-none col-start-1 row-start-1 my-auto ml-0.75 size-4 rounded-full bg-surface shadow-raised transition-transform peer-checked:translate-x-4"
      />
    </Choice>
  );
}

/** One answer of a RadioGroup. */
export function Radio({ label, hint, isLabelHidden, className, ...rest }: ChoiceProps): ReactNode {
  return (
    <Choice label={label} hint={hint} isLabelHidden={isLabelHidden} className={className}>
      <input type="radio" className={cn(box, "size-4.5 rounded-full")} {...rest} />
      <span
        aria-hidden
        className="pointer-events-none invisible col-start-1 row-start-1 m-auto size-2 rounded-full bg-accent-contrast peer-checked:visible"
      />
    </Choice>
  );
}

type FrameProps = Pick<ChoiceProps, "label" | "hint" | "isLabelHidden" | "className"> & { children: ReactNode };

function Choice({ label, hint, isLabelHidden, className, children }: FrameProps): ReactNode {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label
      className={cn(
        "flex w-fit cursor-pointer items-start gap-3 py-1 text-sm touch:min-h-11 touch:py-2.5 touch:text-base",
        isLabelHidden && "touch:min-w-11 touch:justify-center touch:gap-0",
        className,
      )}
    >
      <span className="grid shrink-0 pt-px">{children}</span>
      <span className={cn("grid min-w-0 flex-1 gap-0.5", isLabelHidden && "sr-only")}>
        <span>{label}</span>
        {hint ? <span className="text-pretty text-sm text-text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}
