import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn";

const badgeVariants = cva(
  "inline-flex w-fit items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 font-medium text-xs leading-5",
  {
    variants: {
      tone: {
        neutral: "bg-muted text-text-muted",
        accent: "bg-accent-soft text-accent-text",
        success: "bg-success-soft text-success",
        warning: "bg-warning-soft text-warning",
        danger: "bg-danger-soft text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** A short fact about a thing: a count, a plan, "New". */
export function Badge({ tone, className, children }: { tone?: Tone; className?: string; children: ReactNode }): ReactNode {
  return <span className={cn(badgeVariants({ tone }), className)}>{children}</span>;
}

/** The state of a thing. The word says it; the dot and the colour only help. */
export function StatusPill({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  return (
    <span className={badgeVariants({ tone })}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      {children}
    </span>
  );
}
