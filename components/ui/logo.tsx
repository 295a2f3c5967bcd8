import type { ReactNode } from "react";
import { cn } from "./cn";

const stripes = [
  { x: 2, end: 15.2 },
  { x: 7.6, end: 20.2 },
  { x: 13.2, end: 25.2 },
  { x: 18.8, end: 20.2 },
  { x: 24.4, end: 15.2 },
] as const;

const width = 5.6;
const top = 4;

/** The platform's mark: the striped awning of a shop window, cut so that its hem is a V. Takes the colour of the text. */
export function LogoMark({ className }: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className={cn("size-8 shrink-0", className)} fill="currentColor" aria-hidden>
      {stripes.map(({ x, end }, index) => (
        <path key={x} opacity={index % 2 === 0 ? 1 : 0.45} d={`M${x} ${top}h${width}V${end}a${width / 2} ${width / 2} 0 0 1-${width} 0z`} />
      ))}
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
