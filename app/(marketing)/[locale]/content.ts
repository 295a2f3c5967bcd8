import type { LandingProps } from "@/components/marketing/landing";
import type { PlanCard } from "@/components/marketing/plan-cards";
import type { PlanView } from "@/lib/billing/plans";
import type { Locale } from "@/lib/core/locale";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";

/** The catalogue's plans as cards. */
export function toPlanCards(plans: readonly PlanView[]): PlanCard[] {
  return plans.map(({ priceCents, ...plan }) => ({ ...plan, amountCents: priceCents }));
}

/** The foot of a public page. */
export function footerOf(locale: Locale, path: string): LandingProps["footer"] {
  const t = translator(locale, "marketing");
  return {
    legal: [
      { href: "/legal/terms", label: t("footer.terms") },
      { href: "/legal/privacy", label: t("footer.privacy") },
    ],
    localeHrefs: localeHrefs(path),
  };
}

/** Pictures of the demo stores, taken by local/screens.ts. */
export function landingScreens(locale: Locale): LandingProps["screens"] {
  const t = translator(locale, "marketing");
  const desk = (name: string) => ({ src: `/brand/screens/${locale}/${name}.webp`, width: 1920, height: 1200, alt: t(`screens.${name}`) });
  const phone = (name: string) => ({ src: `/brand/screens/${locale}/${name}.webp`, width: 780, height: 1560, alt: t(`screens.${name}`) });
  return {
    storefront: desk("storefront"),
    dashboard: desk("dashboard"),
    checkout: phone("checkout"),
    presets: { linho: phone("linho"), sinal: phone("sinal"), nevoa: phone("nevoa") },
  };
}
