"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type ControlStyle, controlVariants } from "./control";
import { useFieldControl } from "./field-context";

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = Omit<ComponentProps<"select">, "size" | "children" | "multiple"> &
  ControlStyle & {
    options: readonly SelectOption[];
    /** Shown while nothing is chosen; a required select cannot be sent with it. */
    placeholder?: string;
  };

/** A native select: works without JavaScript, and a phone shows its own wheel. */
export function Select({ options, placeholder, size, className, ...rest }: SelectProps): ReactNode {
  return (
    <div className={cn("relative", className)}>
      <select className={cn(controlVariants({ size }), "appearance-none truncate pr-9")} {...useFieldControl()} {...rest}>
        {placeholder ? <option value="">{placeholder}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-text-muted" />
    </div>
  );
}
