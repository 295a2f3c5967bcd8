import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const stripes = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"] as const;

/** The striped awning over a shop window; decoration. */
export function Awning({ className }: { className?: string }): ReactNode {
  return (
    <div aria-hidden className={cn("relative flex h-14 drop-shadow-md sm:h-18", className)}>
      {stripes.map((stripe, index) => (
        <span key={stripe} className={cn("h-full flex-1 rounded-b-full", index % 2 === 0 ? "bg-accent" : "bg-awning")} />
      ))}
    </div>
  );
}
