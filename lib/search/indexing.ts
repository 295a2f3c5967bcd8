import { toPicture } from "@/lib/catalog/storefront";
import type { StoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import type { StoreTx } from "@/lib/db/transaction";
import { type SearchDocument, toDocument } from "./document";
import { wordsOf } from "./text";

const chunkSize = 200;

/**
 * Brings the index to what the catalogue says of these products now: rewrites their documents, and drops those of products
 * that are gone. Products are read again here, one writer at a time for each, so that neither a late message nor a racing one
 * leaves an older state behind; a document of a newer version is never overwritten.
 */
export async function indexProducts(tx: StoreTx, storeId: StoreId, productIds: readonly string[]): Promise<void> {
  const store = await tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { locale: true } });
  const ids = [...new Set(productIds)].sort();
  for (let start = 0; start < ids.length; start += chunkSize) {
    const chunk = ids.slice(start, start + chunkSize);
    await lockProducts(tx, chunk);
    const documents = await readDocuments(tx, storeId, chunk);
    await writeDocuments(tx, storeId, store.locale === "pt-BR" ? "pt-BR" : "en", documents);
    const kept = new Set(documents.map((document) => document.productId));
    await tx.searchDocument.deleteMany({ where: { storeId, productId: { in: chunk.filter((id) => !kept.has(id)) } } });
  }
}

/** The products that a change of this collection reaches: those in it, and those that the index still has in it. */
export async function listCollectionProducts(tx: StoreTx, storeId: StoreId, collectionId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select product_id::text as id from collection_product where store_id = ${storeId}::uuid and collection_id = ${collectionId}::uuid
    union
    select product_id::text from search_document where store_id = ${storeId}::uuid and collection_ids @> array[${collectionId}::uuid]`;
  return rows.map((row) => row.id);
}

async function lockProducts(tx: StoreTx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('search:' || id, 0)) is null from unnest(${[...ids]}::text[]) as id order by id`;
}

/** The documents of these products as the catalogue has them; products that are gone are left out. */
export async function readDocuments(tx: StoreTx, storeId: StoreId, ids: readonly string[]): Promise<SearchDocument[]> {
  const where = { storeId, productId: { in: [...ids] } };
  const rows = await tx.product.findMany({ where: { storeId, id: { in: [...ids] } }, include: indexedParts });
  const sales = await tx.productSales.findMany({ where, select: { productId: true, units: true } });
  const units = new Map(sales.map((row) => [row.productId, row.units]));
  return rows.map((row) =>
    toDocument({
      ...row,
      pictures: row.images.flatMap(({ media, alt }) => (media ? [toPicture(storeId, media, alt || row.title)] : [])),
      collections: row.collections.map(({ collection }) => collection),
      salesCount: units.get(row.id) ?? 0,
    }),
  );
}

const indexedParts = {
  variants: {
    orderBy: { position: "asc" },
    select: {
      sku: true,
      optionValues: true,
      priceCents: true,
      compareAtCents: true,
      inventory: { select: { isTracked: true, allowBackorder: true, onHand: true, reserved: true } },
    },
  },
  images: {
    where: { mediaId: { not: null } },
    orderBy: { position: "asc" },
    take: 2,
    select: { alt: true, media: { select: { id: true, width: true, height: true, blur: true } } },
  },
  collections: { where: { collection: { status: "active" } }, select: { collection: { select: { id: true, title: true } } } },
} as const;

/** The language's own stems, and the plain words beside them for prefixes. */
const configurations: Record<Locale, string> = { en: "shop_en", "pt-BR": "shop_pt" };

/** The text search configuration of a language (made in the migrations). */
export function configurationOf(locale: Locale): string {
  return configurations[locale];
}

/** Writes documents in one statement. An older version never overwrites a newer one. */
export async function writeDocuments(tx: StoreTx, storeId: StoreId, locale: Locale, documents: readonly SearchDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((document) => ({
    ...document,
    title_words: wordsOf(document.title).join(" "),
  }));
  const config = configurationOf(locale);
  await tx.$executeRaw`
    insert into search_document (store_id, product_id, version, is_visible, slug, title, vendor, product_type, tags, collection_ids,
      option_pairs, min_price_cents, max_price_cents, is_available, is_featured, sales_count, card, words, published_at, indexed_at, search_vector)
    select ${storeId}::uuid, "productId", version, "isVisible", slug, title, vendor, "productType", tags, "collectionIds",
      "optionPairs", "minPriceCents", "maxPriceCents", "isAvailable", "isFeatured", "salesCount", card, words, "publishedAt", now(),
      setweight(to_tsvector(${config}::regconfig, title), 'A') || setweight(to_tsvector('simple', title_words), 'A')
      || setweight(to_tsvector(${config}::regconfig, facts), 'B') || setweight(to_tsvector('simple', words), 'B')
      || setweight(to_tsvector(${config}::regconfig, description), 'D')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d("productId" uuid, version int, "isVisible" boolean, slug text, title text,
      vendor text, "productType" text, tags text[], "collectionIds" uuid[], "optionPairs" text[], "minPriceCents" int, "maxPriceCents" int,
      "isAvailable" boolean, "isFeatured" boolean, "salesCount" int, card jsonb, words text, "publishedAt" timestamptz, facts text,
      description text, title_words text)
    on conflict (store_id, product_id) do update set
      version = excluded.version, is_visible = excluded.is_visible, slug = excluded.slug, title = excluded.title, vendor = excluded.vendor,
      product_type = excluded.product_type, tags = excluded.tags, collection_ids = excluded.collection_ids, option_pairs = excluded.option_pairs,
      min_price_cents = excluded.min_price_cents, max_price_cents = excluded.max_price_cents, is_available = excluded.is_available,
      is_featured = excluded.is_featured, sales_count = excluded.sales_count, card = excluded.card, words = excluded.words,
      published_at = excluded.published_at, indexed_at = excluded.indexed_at, search_vector = excluded.search_vector
    where search_document.version <= excluded.version`;
}
