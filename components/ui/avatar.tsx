import type { ReactNode } from "react";
import { cn } from "./cn";

const sizes = { sm: "size-7 text-xs", md: "size-9 text-sm", lg: "size-12 text-base" } as const;

export type AvatarProps = { name: string; size?: keyof typeof sizes; shape?: "round" | "square"; className?: string };

/** A person's or a store's initials. Decoration: the name stands beside it. */
export function Avatar({ name, size = "md", shape = "round", className }: AvatarProps): ReactNode {
  return (
    <span
      aria-hidden
      className={cn(
        "grid shrink-0 select-none place-items-center bg-accent-soft font-semibold text-accent-text",
        sizes[size],
        shape === "round" ? "rounded-full" : "rounded-sm",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

/** First letters of the first and the last word, at most two. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase() ?? "").join("");
}
