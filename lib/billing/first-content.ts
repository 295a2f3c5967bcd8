import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

type FirstPage = { slug: string; title: string; bodyHtml: string; kind: string };
type FirstRate = { name: string; kind: string; priceCents: number; minSubtotalCents: number | null; position: number };

const pageKinds = ["about", "returns", "privacy", "terms"] as const;

function toLocale(text: string): Locale {
  return text === "pt-BR" ? "pt-BR" : "en";
}

/** The pages that a new store begins with: drafts of what the law wants shown, for the merchant to complete. */
export function defaultPages(locale: string): FirstPage[] {
  const t = translator(toLocale(locale), "legal");
  return pageKinds.map((kind) => ({
    kind,
    slug: t(`store.${kind}.slug`),
    title: t(`store.${kind}.title`),
    bodyHtml: t(`store.${kind}.body`)
      .split("\n")
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join(""),
  }));
}

/** One flat rate, and one that is free above a subtotal, so that a new store can sell at once. */
export function defaultShippingRates(locale: string): FirstRate[] {
  const isBrazilian = locale === "pt-BR";
  const t = translator(toLocale(locale), "legal");
  const [flat, free] = isBrazilian ? [1990, 29_900] : [700, 7500];
  return [
    { name: t("shipping.standard"), kind: "free_over", priceCents: flat ?? 0, minSubtotalCents: free ?? null, position: 0 },
    { name: t("shipping.express"), kind: "flat", priceCents: (flat ?? 0) * 2, minSubtotalCents: null, position: 1 },
  ];
}
