"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type ControlStyle, controlVariants } from "./control";
import { useFieldControl } from "./field-context";

export type InputProps = Omit<ComponentProps<"input">, "size" | "prefix"> &
  ControlStyle & {
    /** Fixed text inside the frame, before or after what is typed: a currency sign, a unit, a domain. */
    prefix?: ReactNode;
    suffix?: ReactNode;
  };

/** One line of text. Inside a Field it takes the field's id, name and descriptions. */
export function Input({ size, prefix, suffix, className, ...rest }: InputProps): ReactNode {
  const field = useFieldControl();
  if (!prefix && !suffix) return <input className={cn(controlVariants({ size }), className)} {...field} {...rest} />;

  return (
    <div
      className={cn(
        controlVariants({ size }),
        "flex items-center gap-1.5 focus-within:border-focus focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus",
        "has-aria-invalid:border-danger has-aria-invalid:outline-danger has-disabled:border-border has-disabled:bg-muted",
        className,
      )}
    >
      {prefix ? <span className="shrink-0 select-none text-text-muted">{prefix}</span> : null}
      <input
        className="h-full w-full min-w-0 flex-1 bg-transparent outline-none disabled:cursor-not-allowed disabled:text-text-muted"
        {...field}
        {...rest}
      />
      {suffix ? <span className="max-w-1/2 shrink-0 select-none truncate text-text-muted">{suffix}</span> : null}
    </div>
  );
}
