import type { SuggestedProduct, SuggestionList } from "@/components/storefront/search/suggestions";
import type { ProductCard } from "@/lib/catalog/storefront-types";
import { formatMoney } from "@/lib/core/money";
import { searchOf } from "@/lib/search/search";
import { highlight } from "@/lib/search/text";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { requestAddress } from "@/lib/stores/request-host";
import { requireShopperContext } from "@/lib/stores/shopper-action";
import type { StoreView } from "@/lib/stores/types";

const maxLength = 100;

/** What is found while a shopper types: products with the match marked, collections, and a mended spelling. */
export async function GET(request: Request): Promise<Response> {
  const { store, host } = await requireShopperContext();
  if (!(await isWithinLimit("search", `${host}:${await requestAddress()}`))) {
    return Response.json({ code: "too_many" }, { status: 429, headers: { "Retry-After": "30" } });
  }
  const text = (new URL(request.url).searchParams.get("q") ?? "").slice(0, maxLength);
  const { cards, collections, correctedText } = await searchOf().suggest(store, text);
  const list: SuggestionList = {
    products: cards.map((card) => toProduct(store, card, correctedText ?? text)),
    collections: collections.map(({ slug, title }) => ({ href: `/collections/${slug}`, title })),
    correctedText,
  };
  return Response.json(list, { headers: { "Cache-Control": "private, max-age=30" } });
}

function toProduct(store: StoreView, card: ProductCard, text: string): SuggestedProduct {
  return {
    href: `/products/${card.slug}`,
    title: highlight(card.title, text),
    price: formatMoney(card.priceCents, store.currency, store.locale),
    picture: card.pictures[0] ?? null,
  };
}
