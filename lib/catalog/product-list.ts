import type { StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { availableUnits } from "@/lib/inventory/rules";
import { pictureFields, toPicture } from "@/lib/media/ingest";
import { type ProductFilter, productsPerPage } from "./product-filter";
import { statusOf } from "./rules";
import type { ProductListItem } from "./types";

export type ProductPage = { items: ProductListItem[]; total: number; page: number; pages: number };

const lowUnits = 5;

/** One page of 50 products, and how many there are. A page beyond the last is the last. */
export async function listProducts(storeId: StoreId, filter: ProductFilter = {}): Promise<ProductPage> {
  return withStore(storeId, async (tx) => {
    const where = conditions(storeId, filter);
    const [counted] = await tx.$queryRaw<{ total: number }[]>`select count(*)::int as total from product p where ${where}`;
    const total = counted?.total ?? 0;
    const pages = Math.max(1, Math.ceil(total / productsPerPage));
    const page = Math.min(Math.max(1, Math.trunc(filter.page ?? 1)), pages);
    const rows = await tx.$queryRaw<{ id: string }[]>`
      select p.id::text from product p where ${where}
      order by ${order(filter)}, p.id desc limit ${productsPerPage} offset ${(page - 1) * productsPerPage}`;
    const ids = rows.map((row) => row.id);
    return { items: await readItems(tx, storeId, ids), total, page, pages };
  });
}

function conditions(storeId: StoreId, filter: ProductFilter): Prisma.Sql {
  const parts = [Prisma.sql`p.store_id = ${storeId}::uuid`];
  parts.push(filter.status ? Prisma.sql`p.status = ${filter.status}` : Prisma.sql`p.status <> 'archived'`);
  if (filter.vendor) parts.push(Prisma.sql`p.vendor = ${filter.vendor}`);
  if (filter.productType) parts.push(Prisma.sql`p.product_type = ${filter.productType}`);
  if (filter.collectionId) {
    parts.push(Prisma.sql`exists (select 1 from collection_product c where c.store_id = p.store_id and c.product_id = p.id
      and c.collection_id = ${filter.collectionId}::uuid)`);
  }
  if (filter.stock) parts.push(Prisma.sql`${unitsLeft} <= ${filter.stock === "out" ? 0 : lowUnits}`);
  for (const word of wordsOf(filter.search)) parts.push(mentions(word));
  return Prisma.join(parts, " and ");
}

/** Units left to sell of all variants; null (and so never few) when one of them has no limit. */
const unitsLeft = Prisma.sql`(
  select case when bool_or(not l.is_tracked or l.allow_backorder) then null else sum(greatest(l.on_hand - l.reserved, 0)) end
  from variant v join inventory_level l on l.store_id = v.store_id and l.variant_id = v.id
  where v.store_id = p.store_id and v.product_id = p.id)`;

const lowestPrice = Prisma.sql`(select min(v.price_cents) from variant v where v.store_id = p.store_id and v.product_id = p.id)`;

function wordsOf(search = ""): string[] {
  return search.toWellFormed().replaceAll("\u0000", " ").slice(0, 200).split(/\s+/).filter(Boolean).slice(0, 8);
}

function mentions(word: string): Prisma.Sql {
  const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`(unaccent(concat_ws(' ', p.title, p.vendor, p.product_type, array_to_string(p.tags, ' '))) ilike unaccent(${pattern})
    or exists (select 1 from variant v where v.store_id = p.store_id and v.product_id = p.id
      and (v.sku ilike ${pattern} or v.barcode ilike ${pattern})))`;
}

function order({ sort = "updated", isDescending = sort === "updated" }: ProductFilter): Prisma.Sql {
  const columns = { updated: Prisma.sql`p.updated_at`, title: Prisma.sql`lower(p.title)`, price: lowestPrice, stock: unitsLeft };
  return isDescending ? Prisma.sql`${columns[sort]} desc nulls last` : Prisma.sql`${columns[sort]} asc nulls last`;
}

async function readItems(tx: StoreTx, storeId: StoreId, ids: string[]): Promise<ProductListItem[]> {
  const rows = await tx.product.findMany({
    where: { storeId, id: { in: ids } },
    include: {
      variants: { select: { priceCents: true, inventory: true } },
      images: { where: { mediaId: { not: null } }, orderBy: { position: "asc" }, take: 1, include: { media: { select: pictureFields } } },
    },
  });
  const items = new Map(rows.map((row) => [row.id, toItem(row)]));
  return ids.flatMap((id) => items.get(id) ?? []);
}

type Row = Prisma.ProductGetPayload<{
  include: {
    variants: { select: { priceCents: true; inventory: true } };
    images: { include: { media: { select: typeof pictureFields } } };
  };
}>;

function toItem(row: Row): ProductListItem {
  const prices = row.variants.map((variant) => variant.priceCents);
  const units = row.variants.map(({ inventory }) => (inventory ? availableUnits(inventory) : null));
  const media = row.images[0]?.media;
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    status: statusOf(row.status),
    vendor: row.vendor,
    productType: row.productType,
    isFeatured: row.isFeatured,
    picture: media ? toPicture(media) : null,
    minPriceCents: Math.min(...prices),
    maxPriceCents: Math.max(...prices),
    variantCount: row.variants.length,
    available: units.includes(null) ? null : units.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    updatedAt: row.updatedAt.toISOString(),
  };
}
