import type { ReactNode } from "react";

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }): ReactNode {
  return (
    <kbd className="inline-grid min-w-5 place-items-center rounded-sm border border-border bg-muted px-1 font-sans text-text-muted text-xs leading-5">
      {children}
    </kbd>
  );
}
