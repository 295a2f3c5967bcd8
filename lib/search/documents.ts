import { toPicture } from "@/lib/catalog/storefront";
import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { type SearchDocument, toDocument } from "./document";
import { readSources } from "./sources";

/** A document with the fingerprint of the catalogue's state that it was made from. */
export type SourcedDocument = SearchDocument & { source: string };

/** Nobody else writes these products' entries until the transaction ends; in the order of ids, so that writers never deadlock. */
export async function lockProducts(tx: StoreTx, ids: readonly string[]): Promise<void> {
  const ordered = [...ids].sort();
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('search:' || id, 0)) is null from unnest(${ordered}::text[]) as id order by id`;
}

/** The documents of these products as the catalogue has them; products that are gone are left out. */
export async function readDocuments(tx: StoreTx, storeId: StoreId, ids: readonly string[]): Promise<SourcedDocument[]> {
  const where = { storeId, productId: { in: [...ids] } };
  const sources = await readSources(tx, storeId, ids);
  const rows = await tx.product.findMany({ where: { storeId, id: { in: [...ids] } }, include: indexedParts });
  const sales = await tx.productSales.findMany({ where, select: { productId: true, units: true } });
  const units = new Map(sales.map((row) => [row.productId, row.units]));
  return rows.map((row) => ({
    source: sources.get(row.id)?.source ?? "",
    ...toDocument({
      ...row,
      pictures: row.images.flatMap(({ media, alt }) => (media ? [toPicture(storeId, media, alt || row.title)] : [])),
      collections: row.collections.map(({ collection }) => collection),
      salesCount: units.get(row.id) ?? 0,
    }),
  }));
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
