import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A link inside a sentence. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>): ReactNode {
  return (
    <Link
      className={cn("rounded-sm font-medium text-accent-text underline decoration-1 underline-offset-4 hover:decoration-2", className)}
      {...rest}
    />
  );
}
