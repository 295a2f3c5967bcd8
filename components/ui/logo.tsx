import type { ReactNode } from "react";
import { cn } from "./cn";

/**
 * The platform's mark: a shop window. An awning of three scallops over a pane, and in the pane the light falling
 * as a V. Drawn in the text's colour; the light is the accent's.
 */
export function LogoMark({ className }: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className={cn("size-8 shrink-0", className)} aria-hidden>
      <path
        fill="currentColor"
        d="M5 3h22l3 8v1.2a4.4 4.4 0 0 1-4.66 4.4A4.66 4.66 0 0 1 20.66 14 4.66 4.66 0 0 1 16 16.6 4.66 4.66 0 0 1 11.34 14a4.66 4.66 0 0 1-4.68 2.6A4.4 4.4 0 0 1 2 12.2V11z"
      />
      <path fill="currentColor" fillRule="evenodd" d="M4 18.3a7 7 0 0 0 3 .5V26h18v-7.2a7 7 0 0 0 3-.5V27a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z" />
      <path fill="currentColor" d="M10 19h3.1l2.9 4.6 2.9-4.6H22l-6 7z" opacity=".55" />
    </svg>
  );
}

/** The mark with the name beside it. */
export function Logo({ className }: { className?: string }): ReactNode {
  return (
    <span className={cn("inline-flex items-center gap-2 text-text", className)}>
      <LogoMark className="size-7 text-accent-text" />
      <span className="font-bold font-display text-xl tracking-tight">Vitrine</span>
    </span>
  );
}
