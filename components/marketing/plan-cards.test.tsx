import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "@/lib/core/locale";
import { type PlanCard, PlanCards } from "./plan-cards";
import { SiteHeader } from "./site-header";

const words = {
  en: { price: "$29", monthly: "a month", yearly: "a year", products: "As many products as you like", home: "Vitrine, home page" },
  "pt-BR": {
    price: "29",
    monthly: "por mês",
    yearly: "por ano",
    products: "Quantos produtos você quiser",
    home: "Vitrine, página inicial",
  },
} as const satisfies Record<Locale, object>;

const grow: PlanCard = {
  code: "grow",
  name: "Grow & sell",
  pitch: "For a store that sells every day",
  amountCents: 2900,
  currency: "USD",
  interval: "month",
  maxProducts: null,
  maxMembers: 3,
  maxDomains: 1,
  isFeatured: true,
};

const show = (locale: Locale, plan: PlanCard) => renderToStaticMarkup(<PlanCards locale={locale} plans={[plan]} />);

describe.each(locales)("a plan's card in %s", (locale) => {
  const { price, monthly, yearly, products } = words[locale];

  it("says its name, what it is for, its price and how often that is paid, and leads to the sign-up for it", () => {
    const card = show(locale, grow);
    for (const said of ["Grow &amp; sell", grow.pitch, price, monthly, products, 'href="/signup?plan=grow"']) expect(card).toContain(said);
    expect(card).not.toContain(yearly);
    expect(show(locale, { ...grow, interval: "year" })).toContain(yearly);
  });
});

describe.each(locales)("the head of the public pages in %s", (locale) => {
  it("leads home by the logo, to the plans, to the sign-in and to the sign-up", () => {
    const head = renderToStaticMarkup(<SiteHeader locale={locale} />);
    expect(head).toMatch(new RegExp(`<a [^>]*aria-label="${words[locale].home}"[^>]*href="/"[^>]*><span[^>]*><svg`));
    for (const path of ["/pricing", "/login", "/signup"]) expect(head).toContain(`href="${path}"`);
  });
});
