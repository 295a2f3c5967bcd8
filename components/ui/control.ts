import { cva, type VariantProps } from "class-variance-authority";

/** The one look of everything a person types into or picks from. */
export const controlVariants = cva(
  [
    "w-full min-w-0 rounded-md border border-border-strong bg-surface text-text transition-colors",
    "hover:border-text-muted focus-visible:border-focus focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus",
    "disabled:cursor-not-allowed disabled:border-border disabled:bg-muted disabled:text-text-muted [&[readonly]]:bg-muted",
    "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger",
  ],
  {
    variants: {
      size: { md: "h-9 px-3 text-sm touch:h-11 touch:text-base", lg: "h-12 px-4 text-base" },
    },
    defaultVariants: { size: "md" },
  },
);

export type ControlStyle = VariantProps<typeof controlVariants>;
