import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const calloutVariants = cva("flex gap-3 rounded-md border p-4 text-sm focus-visible:outline-2", {
  variants: {
    tone: {
      info: "border-accent/25 bg-accent-soft text-text [&>svg]:text-accent-text",
      success: "border-success/25 bg-success-soft text-text [&>svg]:text-success",
      warning: "border-warning/30 bg-warning-soft text-text [&>svg]:text-warning",
      danger: "border-danger/30 bg-danger-soft text-text [&>svg]:text-danger",
    },
  },
  defaultVariants: { tone: "info" },
});

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;

export type CalloutProps = Omit<ComponentProps<"div">, "title"> &
  VariantProps<typeof calloutVariants> & { title?: ReactNode; action?: ReactNode };

/** A message that stays on the page: what happened, what to do, and at most one action. */
export function Callout({ tone, title, action, className, children, ...rest }: CalloutProps): ReactNode {
  const Icon = icons[tone ?? "info"];

  return (
    <div className={cn(calloutVariants({ tone }), className)} {...rest}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid flex-1 gap-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-pretty">{children}</div> : null}
      </div>
      {action ? <div className="shrink-0 self-center">{action}</div> : null}
    </div>
  );
}
