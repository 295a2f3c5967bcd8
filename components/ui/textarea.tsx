"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlVariants } from "./control";
import { useFieldControl } from "./field-context";

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">): ReactNode {
  return (
    <textarea
      rows={4}
      className={cn(controlVariants(), "field-sizing-content h-auto min-h-24 py-2 touch:h-auto", className)}
      {...useFieldControl()}
      {...rest}
    />
  );
}
