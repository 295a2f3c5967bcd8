"use client";

import { Progress as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type ProgressProps = {
  label: string;
  value: number;
  max: number;
  tone?: "accent" | "success" | "warning" | "danger";
  className?: string;
};

const tones = { accent: "bg-accent", success: "bg-success", warning: "bg-warning", danger: "bg-danger" } as const;

/** How much of something is done or used. */
export function Progress({ label, value, max, tone = "accent", className }: ProgressProps): ReactNode {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;

  return (
    <Primitive.Root
      aria-label={label}
      value={Math.min(value, max)}
      max={max > 0 ? max : 1}
      className={cn("h-2 w-full overflow-hidden rounded-full bg-muted", className)}
    >
      <Primitive.Indicator className={cn("h-full rounded-full transition-[width]", tones[tone])} style={{ width: `${share * 100}%` }} />
    </Primitive.Root>
  );
}
