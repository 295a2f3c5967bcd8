import { Check, CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { LinkButton } from "@/components/ui/link-button";
import { Spinner } from "@/components/ui/spinner";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { AutoRefresh } from "./auto-refresh";

export const provisioningSteps = ["payment", "store", "address", "team", "ready"] as const;
export type ProvisioningStep = (typeof provisioningSteps)[number];

export type StepState = "waiting" | "running" | "done" | "failed";

export type ProvisioningProps = {
  locale: Locale;
  states: Record<ProvisioningStep, StepState>;
  /** Where to go once everything is done. */
  dashboardHref: string;
  /** When a step failed: what to do about it, in the reader's language, and where. */
  remedy?: { text: string; href: string; action: string };
};

const refreshMs = 2000;

/** A store being opened: steps that tick by themselves, then the way in. Works by reloading where JavaScript is missing. */
export function Provisioning({ locale, states, dashboardHref, remedy }: ProvisioningProps): ReactNode {
  const t = translator(locale, "marketing");
  const all = Object.values(states);
  const isDone = all.every((state) => state === "done");
  const isFailed = all.includes("failed");

  return (
    <div className="grid gap-8">
      <ol aria-live="polite" className="grid gap-5">
        {provisioningSteps.map((step) => (
          <li key={step} className={cn("flex items-center gap-4", states[step] === "waiting" && "text-text-muted")}>
            <StepMark state={states[step]} />
            <span className="font-medium">{t(`provisioning.steps.${step}`)}</span>
            <span className="sr-only">{t(`provisioning.states.${states[step]}`)}</span>
          </li>
        ))}
      </ol>
      {isFailed && remedy ? (
        <Callout
          tone="danger"
          title={t("provisioning.failed")}
          action={
            <LinkButton href={remedy.href} variant="secondary">
              {remedy.action}
            </LinkButton>
          }
        >
          {remedy.text}
        </Callout>
      ) : null}
      {isDone ? (
        <LinkButton href={dashboardHref} size="lg" width="full">
          {t("provisioning.enter")}
        </LinkButton>
      ) : null}
      {isDone || isFailed ? null : (
        <>
          <p className="text-sm text-text-muted">{t("provisioning.wait")}</p>
          <AutoRefresh everyMs={refreshMs} />
        </>
      )}
    </div>
  );
}

const markLook: Record<StepState, string> = {
  waiting: "border border-border-strong",
  running: "bg-accent-soft text-accent-text",
  done: "bg-success-soft text-success animate-pop-in",
  failed: "bg-danger-soft text-danger",
};

function StepMark({ state }: { state: StepState }): ReactNode {
  return (
    <span aria-hidden className={cn("grid size-9 shrink-0 place-items-center rounded-full", markLook[state])}>
      {state === "done" ? <Check className="size-5" /> : null}
      {state === "running" ? <Spinner className="size-5" /> : null}
      {state === "failed" ? <CircleAlert className="size-5" /> : null}
    </span>
  );
}
