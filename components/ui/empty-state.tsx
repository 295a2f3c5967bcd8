import type { ReactNode } from "react";
import { cn } from "./cn";

export type EmptyStateProps = { icon?: ReactNode; title: ReactNode; children?: ReactNode; action?: ReactNode; className?: string };

/** Where a list would be: what it is for, and the one action that starts it. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps): ReactNode {
  return (
    <div className={cn("mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-16 text-center", className)}>
      {icon ? (
        <div aria-hidden className="mb-1 grid size-14 place-items-center rounded-lg bg-muted text-text-muted [&_svg]:size-6">
          {icon}
        </div>
      ) : null}
      <h2 className="font-semibold text-lg">{title}</h2>
      {children ? <div className="text-pretty text-sm text-text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
