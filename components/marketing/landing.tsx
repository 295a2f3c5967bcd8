import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { Closing } from "./closing";
import { Hero } from "./hero";
import { Moments } from "./moments";
import { type PlanCard, PlanCards } from "./plan-cards";
import { Questions } from "./questions";
import type { Screen } from "./screen";
import { Section } from "./section";
import { Showcase, type ShowcaseProps } from "./showcase";
import { SiteFooter, type SiteFooterProps } from "./site-footer";
import { SiteHeader } from "./site-header";

export type LandingProps = {
  locale: Locale;
  domain: string;
  checkUrl: string;
  plans: readonly PlanCard[];
  screens: ShowcaseProps["screens"] & { storefront: Screen };
  footer: Omit<SiteFooterProps, "locale">;
};

/** The landing page, first line to footer. */
export function Landing({ locale, domain, checkUrl, plans, screens, footer }: LandingProps): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <>
      <SiteHeader locale={locale} />
      <main>
        <Hero locale={locale} domain={domain} checkUrl={checkUrl} screen={screens.storefront} />
        <Showcase locale={locale} screens={screens} />
        <Moments locale={locale} />
        <Section id="plans" title={t("plans.title")} text={t("plans.text")} className="bg-muted">
          <PlanCards locale={locale} plans={plans} />
        </Section>
        <Section id="questions" title={t("questions.title")}>
          <Questions locale={locale} />
        </Section>
        <Closing locale={locale} />
      </main>
      <SiteFooter locale={locale} {...footer} />
    </>
  );
}

/** The plans page: the same cards and questions without the rest. */
export function Pricing({ locale, plans, footer }: Pick<LandingProps, "locale" | "plans" | "footer">): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <>
      <SiteHeader locale={locale} />
      <main>
        <Section
          isPageTitle
          title={t("plans.title")}
          text={t("plans.text")}
          className="bg-linear-to-b from-accent-soft to-background pt-12 lg:pt-16"
        >
          <PlanCards locale={locale} plans={plans} heading="h2" />
        </Section>
        <Section id="questions" title={t("questions.title")} className="pt-0 lg:pt-0">
          <Questions locale={locale} />
        </Section>
      </main>
      <SiteFooter locale={locale} {...footer} />
    </>
  );
}
