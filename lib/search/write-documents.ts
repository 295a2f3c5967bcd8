import type { StoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import type { StoreTx } from "@/lib/db/transaction";
import type { SourcedDocument } from "./documents";
import { singularsOf } from "./plurals";
import { wordsOf } from "./text";

/** The language's own stems; beside them stand the plain words for prefixes, and the singulars, which stems do not reach (`botões`). */
const configurations: Record<Locale, string> = { en: "shop_en", "pt-BR": "shop_pt" };

/** The text search configuration of a language (made in the migrations). */
export function configurationOf(locale: Locale): string {
  return configurations[locale];
}

export type Writing = { storeId: StoreId; locale: Locale; generations: readonly number[] };

/** Writes documents into the given generations in one statement. An older version never overwrites a newer one. */
export async function writeDocuments(tx: StoreTx, place: Writing, documents: readonly SourcedDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((document) => ({ ...document, ...foundBy(document, place.locale) }));
  const config = configurationOf(place.locale);
  await tx.$executeRaw`
    insert into search_document (store_id, product_id, generation, version, source, is_visible, slug, title, vendor, product_type, tags,
      collection_ids, option_pairs, min_price_cents, max_price_cents, is_available, is_featured, sales_count, card, words, published_at,
      indexed_at, search_vector)
    select ${place.storeId}::uuid, "productId", generation, version, source, "isVisible", slug, title, vendor, "productType", tags,
      "collectionIds", "optionPairs", "minPriceCents", "maxPriceCents", "isAvailable", "isFeatured", "salesCount", card, words, "publishedAt",
      now(), setweight(to_tsvector(${config}::regconfig, title), 'A') || setweight(to_tsvector('simple', title_words), 'A')
      || setweight(to_tsvector(${config}::regconfig, facts), 'B') || setweight(to_tsvector('simple', fact_words), 'B')
      || setweight(to_tsvector(${config}::regconfig, description), 'D') || setweight(to_tsvector('simple', description_singulars), 'D')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d("productId" uuid, version int, source text, "isVisible" boolean, slug text,
      title text, vendor text, "productType" text, tags text[], "collectionIds" uuid[], "optionPairs" text[], "minPriceCents" int,
      "maxPriceCents" int, "isAvailable" boolean, "isFeatured" boolean, "salesCount" int, card jsonb, words text, "publishedAt" timestamptz,
      facts text, description text, title_words text, fact_words text, description_singulars text)
    cross join unnest(${[...place.generations]}::int[]) as generation
    on conflict (store_id, product_id, generation) do update set
      version = excluded.version, source = excluded.source, is_visible = excluded.is_visible, slug = excluded.slug, title = excluded.title,
      vendor = excluded.vendor, product_type = excluded.product_type, tags = excluded.tags, collection_ids = excluded.collection_ids,
      option_pairs = excluded.option_pairs, min_price_cents = excluded.min_price_cents, max_price_cents = excluded.max_price_cents,
      is_available = excluded.is_available, is_featured = excluded.is_featured, sales_count = excluded.sales_count, card = excluded.card,
      words = excluded.words, published_at = excluded.published_at, indexed_at = excluded.indexed_at,
      search_vector = excluded.search_vector
    where search_document.version <= excluded.version`;
}

/** The words that a document is found by beside the stems of its language. */
function foundBy({ title, words, description }: SourcedDocument, locale: Locale) {
  const withSingulars = (plain: readonly string[]) => [...plain, ...plain.flatMap((word) => singularsOf(word, locale))].join(" ");
  return {
    title_words: withSingulars(wordsOf(title)),
    fact_words: withSingulars(words.split(" ")),
    description_singulars: wordsOf(description)
      .flatMap((word) => singularsOf(word, locale))
      .join(" "),
  };
}
