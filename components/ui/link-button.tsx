import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonStyle, buttonVariants } from "./button";
import { cn } from "./cn";

export type LinkButtonProps = ComponentProps<typeof Link> & ButtonStyle;

/** A link that looks like a button: it goes somewhere, it does not act. */
export function LinkButton({ variant, size, width, className, ...rest }: LinkButtonProps): ReactNode {
  return <Link className={cn(buttonVariants({ variant, size, width }), className)} {...rest} />;
}
