import { Check, CircleDashed, Loader, X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { ClaimState } from "@/lib/domains/states";
import type { Translate } from "@/lib/i18n/translator";

const steps = ["ownership", "dns", "tls", "live"] as const;
type Standing = "done" | "current" | "waiting" | "stopped";

/** How many steps a state has behind it, and whether the next one is under way. */
const places: Record<ClaimState, { done: number; next: Standing }> = {
  requested: { done: 0, next: "current" },
  awaiting_ownership: { done: 0, next: "current" },
  conflict: { done: 0, next: "stopped" },
  lapsed: { done: 0, next: "stopped" },
  awaiting_dns: { done: 1, next: "current" },
  issuing_tls: { done: 2, next: "current" },
  tls_failed: { done: 2, next: "stopped" },
  degraded: { done: 3, next: "stopped" },
  active: { done: 4, next: "done" },
  removing: { done: 0, next: "stopped" },
  tombstone: { done: 0, next: "stopped" },
  released: { done: 0, next: "stopped" },
};

const looks = {
  done: { Icon: Check, className: "border-success bg-success-soft text-success" },
  current: { Icon: Loader, className: "border-accent bg-accent-soft text-accent-text" },
  stopped: { Icon: X, className: "border-danger bg-danger-soft text-danger" },
  waiting: { Icon: CircleDashed, className: "border-border bg-surface text-text-muted" },
} as const;

/** The way of a domain, and how far it has come. `t` speaks `domains`. */
export function DomainSteps({ state, t }: { state: ClaimState; t: Translate }): ReactNode {
  const { done, next } = places[state];
  return (
    <ol className="grid grid-cols-4 gap-2">
      {steps.map((step, index) => {
        const standing: Standing = index < done ? "done" : index === done ? next : "waiting";
        const { Icon, className } = looks[standing];
        return (
          <li key={step} className="grid justify-items-start gap-1.5" aria-current={standing === "current" ? "step" : undefined}>
            <span className="flex w-full items-center gap-2">
              <span className={cn("grid size-6 shrink-0 place-items-center rounded-full border", className)}>
                <Icon aria-hidden className="size-3.5" />
              </span>
              {index < steps.length - 1 ? (
                <span aria-hidden className={cn("h-px flex-1", index < done ? "bg-success" : "bg-border")} />
              ) : null}
            </span>
            <span className={cn("text-xs", standing === "waiting" ? "text-text-muted" : "font-medium text-text")}>
              {t(`steps.${step}`)}
              <span className="sr-only">: {t(`stepStates.${standing}`)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
