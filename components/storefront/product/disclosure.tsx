import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/** More about the product, folded: opens without a script. */
export function Disclosure({ title, isOpen = false, children }: { title: string; isOpen?: boolean; children: ReactNode }): ReactNode {
  return (
    <details open={isOpen} className="group border-border border-t last:border-b">
      <summary className="flex min-h-14 list-none items-center justify-between gap-4 font-medium">
        {title}
        <ChevronDown aria-hidden className="size-5 shrink-0 text-text-muted transition-transform group-open:rotate-180" strokeWidth={1.5} />
      </summary>
      <div className="pb-6 text-[0.9375rem] text-text-muted">{children}</div>
    </details>
  );
}
