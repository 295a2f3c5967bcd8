import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonVariants = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-accent-contrast hover:bg-accent-hover",
        secondary: "border-border bg-surface text-text shadow-raised hover:bg-muted",
        ghost: "border-transparent text-text hover:bg-muted",
        danger: "border-transparent bg-danger text-danger-contrast hover:bg-danger-hover",
        inverse: "border-transparent bg-inverse text-inverse-text hover:opacity-90",
      },
      size: {
        sm: "h-8 px-3 text-sm touch:h-11",
        md: "h-9 px-4 text-sm touch:h-11",
        lg: "h-12 px-6 text-base",
        icon: "size-9 text-sm touch:size-11",
      },
      width: { auto: "", full: "w-full" },
    },
    defaultVariants: { variant: "primary", size: "md", width: "auto" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonVariants>;

export type ButtonProps = ComponentProps<"button"> &
  ButtonStyle & {
    /** Renders the only child (a link, a dialog trigger) with the button's look. */
    asChild?: boolean;
    /** Shows a spinner, keeps the words, and refuses a second press. */
    isBusy?: boolean;
  };

/** A button that acts. It is `type="button"` unless told otherwise; forms use SubmitButton. */
export function Button({ variant, size, width, asChild, isBusy = false, className, children, disabled, ...rest }: ButtonProps): ReactNode {
  const classes = cn(buttonVariants({ variant, size, width }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }

  return (
    <button type="button" className={classes} disabled={disabled || isBusy} aria-busy={isBusy || undefined} {...rest}>
      {isBusy ? <Spinner /> : null}
      {children}
    </button>
  );
}
