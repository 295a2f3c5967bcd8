import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { shadow: ["raised", "overlay"], radius: ["sm", "md", "lg"], animate: ["fade-in", "pop-in"] } },
});

/** Joins class names; of two that set the same property the later one wins, so a caller may override a default. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
