import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type PlanCard = {
  code: string;
  /** In the reader's language. */
  name: string;
  pitch: string;
  amountCents: number;
  currency: string;
  interval: "month" | "year";
  /** Null is unlimited. */
  maxProducts: number | null;
  maxMembers: number | null;
  maxDomains: number | null;
  isFeatured: boolean;
};

export type PlanCardsProps = {
  locale: Locale;
  plans: readonly PlanCard[];
  /** Where a plan leads; `/signup?plan=` and its code unless told otherwise. */
  hrefOf?: (plan: PlanCard) => string;
  /** Level of a plan's name: one below the heading that stands over the cards. */
  heading?: "h2" | "h3";
};

/** What a store costs: one card a plan, in the order given. */
export function PlanCards({ locale, plans, hrefOf = signupHref, heading = "h3" }: PlanCardsProps): ReactNode {
  return (
    <ul className={cn("grid items-stretch gap-5", plans.length > 1 && "md:grid-cols-2", plans.length > 2 && "lg:grid-cols-3")}>
      {plans.map((plan) => (
        <Card key={plan.code} locale={locale} plan={plan} href={hrefOf(plan)} heading={heading} />
      ))}
    </ul>
  );
}

type CardProps = { locale: Locale; plan: PlanCard; href: string; heading: "h2" | "h3" };

function Card({ locale, plan, href, heading: Heading }: CardProps): ReactNode {
  const t = translator(locale, "marketing");
  const limits = [
    limit(t, "products", plan.maxProducts),
    limit(t, "members", plan.maxMembers),
    limit(t, "domains", plan.maxDomains),
    t("plans.payments"),
  ];

  return (
    <li
      className={cn(
        "flex flex-col gap-6 rounded-lg border bg-surface p-7",
        plan.isFeatured ? "border-2 border-accent shadow-overlay" : "border-border shadow-raised",
      )}
    >
      <div className="grid gap-2">
        <div className="flex items-center justify-between gap-3">
          <Heading className="font-semibold text-xl">{plan.name}</Heading>
          {plan.isFeatured ? <Badge tone="accent">{t("plans.featured")}</Badge> : null}
        </div>
        <p className="text-pretty text-sm text-text-muted">{plan.pitch}</p>
      </div>
      <p className="flex items-baseline gap-1.5">
        <span className="font-bold font-display text-4xl tracking-tight">
          {plan.amountCents === 0 ? t("plans.free") : <Money amountCents={plan.amountCents} currency={plan.currency} locale={locale} />}
        </span>
        {plan.amountCents === 0 ? null : <span className="text-text-muted">{t(`plans.per.${plan.interval}`)}</span>}
      </p>
      <ul className="grid flex-1 content-start gap-2.5 border-border border-t pt-6 text-sm">
        {limits.map((text) => (
          <li key={text} className="flex gap-2.5">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
            {text}
          </li>
        ))}
      </ul>
      <LinkButton
        href={href}
        size="lg"
        width="full"
        variant={plan.isFeatured ? "primary" : "secondary"}
        aria-label={t("plans.chooseNamed", { name: plan.name })}
      >
        {t("plans.choose")}
      </LinkButton>
    </li>
  );
}

function signupHref(plan: PlanCard): string {
  return `/signup?${new URLSearchParams({ plan: plan.code })}`;
}

function limit(t: ReturnType<typeof translator>, what: "products" | "members" | "domains", count: number | null): string {
  return count === null ? t(`plans.unlimited.${what}`) : t(`plans.limit.${what}`, { count });
}
