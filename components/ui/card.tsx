import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A surface with an edge. Header, body and footer are its parts, in that order. */
export function Card({ className, ...rest }: ComponentProps<"section">): ReactNode {
  return <section className={cn("min-w-0 rounded-lg border border-border bg-surface shadow-raised", className)} {...rest} />;
}

export type CardHeaderProps = { title: ReactNode; description?: ReactNode; action?: ReactNode; className?: string };

/** The card's title (an h2), one line of help and at most one action. */
export function CardHeader({ title, description, action, className }: CardHeaderProps): ReactNode {
  return (
    <div className={cn("flex items-start justify-between gap-4 px-5 pt-5", className)}>
      <div className="grid gap-1">
        <h2 className="font-semibold text-base">{title}</h2>
        {description ? <p className="text-pretty text-sm text-text-muted">{description}</p> : null}
      </div>
      {action ? <div className="-my-1.5 shrink-0">{action}</div> : null}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">): ReactNode {
  return <div className={cn("grid gap-5 p-5", className)} {...rest} />;
}

export function CardFooter({ className, ...rest }: ComponentProps<"div">): ReactNode {
  return <div className={cn("flex flex-wrap items-center justify-end gap-3 border-border border-t px-5 py-3.5", className)} {...rest} />;
}
