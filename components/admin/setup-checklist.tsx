import { ArrowRight, Check } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type SetupStep = {
  key: string;
  title: string;
  help: string;
  /** Where it is done, and the verb on its button. */
  href: string;
  actionLabel: string;
  isDone: boolean;
};

/** The way to a store that sells: steps, the next open one explained. Not shown once all are done; the page decides. */
export function SetupChecklist({ locale, steps }: { locale: Locale; steps: readonly SetupStep[] }): ReactNode {
  const t = translator(locale, "admin-shell");
  const done = steps.filter((step) => step.isDone).length;
  const next = steps.find((step) => !step.isDone);

  return (
    <Card aria-label={t("setup.title")}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-border border-b p-5">
        <div className="grid flex-1 gap-1">
          <h2 className="font-semibold text-lg">{t("setup.title")}</h2>
          <p className="text-sm text-text-muted">{t("setup.progress", { done, total: steps.length })}</p>
        </div>
        <Progress label={t("setup.title")} value={done} max={steps.length} className="w-full sm:w-48" />
      </div>
      <ol className="grid divide-y divide-border">
        {steps.map((step, index) => (
          <Step key={step.key} step={step} position={index + 1} isNext={step === next} doneLabel={t("setup.done")} />
        ))}
      </ol>
    </Card>
  );
}

type StepProps = { step: SetupStep; position: number; isNext: boolean; doneLabel: string };

function Step({ step, position, isNext, doneLabel }: StepProps): ReactNode {
  return (
    <li className={cn("flex gap-4 px-5", isNext ? "items-start bg-accent-soft/60 py-4" : "min-h-14 items-center py-2")}>
      <Mark isDone={step.isDone} position={position} />
      <div
        className={cn(
          "grid min-w-0 flex-1 items-center gap-x-6 gap-y-3",
          isNext ? "sm:grid-cols-[minmax(0,1fr)_auto]" : "grid-cols-[minmax(0,1fr)_auto]",
        )}
      >
        <div className="grid gap-0.5">
          <h3 className={cn("font-medium text-sm leading-7", step.isDone && "text-text-muted")}>
            {step.title}
            {step.isDone ? <span className="sr-only">{` (${doneLabel})`}</span> : null}
          </h3>
          {isNext ? <p className="max-w-prose text-pretty text-sm text-text-muted">{step.help}</p> : null}
        </div>
        {step.isDone ? null : (
          <LinkButton href={step.href} variant={isNext ? "primary" : "ghost"} className="w-fit">
            {step.actionLabel}
            {isNext ? null : <ArrowRight aria-hidden className="text-text-muted" />}
          </LinkButton>
        )}
      </div>
    </li>
  );
}

function Mark({ isDone, position }: { isDone: boolean; position: number }): ReactNode {
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-7 shrink-0 place-items-center rounded-full font-medium text-xs tabular-nums",
        isDone ? "bg-success-soft text-success" : "border border-border-strong text-text-muted",
      )}
    >
      {isDone ? <Check className="size-4" /> : position}
    </span>
  );
}
