import type { StoreId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { liveGenerationSql, readLiveGeneration } from "./live-documents";
import { readOptions, stockView } from "./storefront-rules";
import {
  type CollectionTile,
  type ProductCard,
  productCardSchema,
  type StorefrontCollection,
  type StorefrontPicture,
  type StorefrontProduct,
} from "./storefront-types";

const shelfSize = 10;
const tileCount = 6;
const relatedCount = 8;
/** The protocol's limit is 50,000 addresses per file (sitemaps.org). */
const sitemapSize = 40_000;

const mediaFields = { select: { id: true, width: true, height: true, blur: true } } as const;
const stockFields = { select: { isTracked: true, allowBackorder: true, onHand: true, reserved: true } } as const;

const productParts = {
  variants: { orderBy: { position: "asc" }, include: { inventory: stockFields } },
  images: { where: { mediaId: { not: null } }, orderBy: { position: "asc" }, include: { media: mediaFields } },
  collections: {
    where: { collection: { status: "active" } },
    orderBy: { collection: { position: "asc" } },
    take: 1,
    select: { collection: { select: { slug: true, title: true } } },
  },
} as const;

/** The active product with this slug as its page shows it, or null. */
export async function findStorefrontProduct(storeId: StoreId, slug: string): Promise<StorefrontProduct | null> {
  const row = await withStore(storeId, (tx) => tx.product.findFirst({ where: { storeId, slug, status: "active" }, include: productParts }));
  if (!row) return null;

  const { id, title, vendor, productType, descriptionHtml, seoTitle, seoDescription } = row;
  const options = readOptions(row.options);
  const variants = row.variants.map((variant) => {
    const index = row.images.findIndex((image) => image.id === variant.imageId);
    return {
      id: variant.id,
      optionValues: options.length > 0 ? variant.optionValues : [],
      sku: variant.sku,
      priceCents: variant.priceCents,
      compareAtCents: variant.compareAtCents,
      stock: stockView(variant.inventory),
      pictureIndex: index < 0 ? null : index,
    };
  });
  return {
    ...{ id, slug, title, vendor, productType, descriptionHtml, seoTitle, seoDescription, options, variants },
    pictures: row.images.flatMap(({ media, alt }) => (media ? [toPicture(storeId, media, alt || title)] : [])),
    collection: row.collections[0]?.collection ?? null,
  };
}

/** Products of the same collections, else of the same type; the best-selling first, at most eight. */
export async function listRelatedProducts(storeId: StoreId, productId: string): Promise<ProductCard[]> {
  const rows = await withStore(
    storeId,
    (tx) => tx.$queryRaw<{ card: unknown }[]>`
      select other.card from search_document own
      join search_document other on other.store_id = own.store_id and other.product_id <> own.product_id and other.is_visible
        and other.generation = own.generation
        and (other.collection_ids && own.collection_ids or (own.product_type <> '' and other.product_type = own.product_type))
      where own.store_id = ${storeId}::uuid and own.product_id = ${productId}::uuid and own.generation = ${liveGenerationSql(storeId)}
      order by other.product_type = own.product_type desc, other.is_available desc, other.sales_count desc, other.product_id
      limit ${relatedCount}`,
  );
  return rows.map(({ card }) => productCardSchema.parse(card));
}

export type HomeShelves = { featured: ProductCard[]; bestSellers: ProductCard[]; collections: CollectionTile[] };

/** What the home page shows: ten featured products (the newest while none is featured), the ten best-selling, six collections. */
export async function findHomeShelves(storeId: StoreId): Promise<HomeShelves> {
  return withStore(storeId, async (tx) => {
    const visible = { storeId, generation: await readLiveGeneration(tx, storeId), isVisible: true };
    const newest = [{ publishedAt: "desc" }, { productId: "desc" }] as const;
    const cards = async (where: object, orderBy: readonly object[]) => {
      const rows = await tx.searchDocument.findMany({ where, orderBy: [...orderBy], take: shelfSize, select: { card: true } });
      return rows.map(({ card }) => productCardSchema.parse(card));
    };
    const featured = await cards({ ...visible, isFeatured: true }, newest);
    return {
      featured: featured.length > 0 ? featured : await cards(visible, newest),
      bestSellers: await cards({ ...visible, salesCount: { gt: 0 } }, [{ salesCount: "desc" }, { productId: "desc" }]),
      collections: await listTiles(tx, storeId),
    };
  });
}

async function listTiles(tx: StoreTx, storeId: StoreId): Promise<CollectionTile[]> {
  const rows = await tx.collection.findMany({
    where: { storeId, status: "active", products: { some: { product: { status: "active" } } } },
    orderBy: [{ position: "asc" }, { title: "asc" }],
    take: tileCount,
    include: { media: mediaFields, products: { ...firstPicture } },
  });
  return rows.map(({ id, slug, title, media, products }) => {
    const shown = media ?? products[0]?.product.images[0]?.media ?? null;
    return { id, slug, title, picture: shown ? toPicture(storeId, shown, "") : null };
  });
}

const pictured = { where: { mediaId: { not: null } }, orderBy: { position: "asc" }, take: 1, select: { media: mediaFields } } as const;
/** The first picture of the first product that has one: a collection without a picture of its own borrows it. */
const firstPicture = {
  where: { product: { status: "active", images: { some: { mediaId: { not: null } } } } },
  orderBy: { position: "asc" },
  take: 1,
  select: { product: { select: { images: pictured } } },
} as const;

/** The active collection with this slug, or null. */
export async function findStorefrontCollection(storeId: StoreId, slug: string): Promise<StorefrontCollection | null> {
  const row = await withStore(storeId, (tx) =>
    tx.collection.findFirst({ where: { storeId, slug, status: "active" }, include: { media: mediaFields } }),
  );
  if (!row) return null;
  const { id, title, descriptionHtml, media } = row;
  return { id, slug, title, descriptionHtml, picture: media ? toPicture(storeId, media, "") : null };
}

export type MenuCollection = { slug: string; title: string };

/** The active collections in the merchant's order, at most 50: for menus. */
export async function listMenuCollections(storeId: StoreId): Promise<MenuCollection[]> {
  return withStore(storeId, (tx) =>
    tx.collection.findMany({
      where: { storeId, status: "active" },
      orderBy: [{ position: "asc" }, { title: "asc" }],
      take: 50,
      select: { slug: true, title: true },
    }),
  );
}

export type SitemapEntry = { path: string; changedAt: string };

/** The addresses of a store's products, collections and pages with their last change (ISO 8601); at most 40,000 of each. */
export async function listSitemap(storeId: StoreId): Promise<SitemapEntry[]> {
  return withStore(storeId, async (tx) => {
    const wanted = { select: { slug: true, updatedAt: true }, orderBy: { updatedAt: "desc" }, take: sitemapSize } as const;
    const entries = (folder: string, rows: { slug: string; updatedAt: Date }[]) =>
      rows.map(({ slug, updatedAt }) => ({ path: `/${folder}/${slug}`, changedAt: updatedAt.toISOString() }));
    const products = await tx.product.findMany({ where: { storeId, status: "active" }, ...wanted });
    const collections = await tx.collection.findMany({ where: { storeId, status: "active" }, ...wanted });
    const pages = await tx.page.findMany({ where: { storeId, isPublished: true }, ...wanted });
    return [...entries("collections", collections), ...entries("products", products), ...entries("pages", pages)].slice(0, sitemapSize);
  });
}

type MediaRow = { id: string; width: number; height: number; blur: string };

/** A media row as pages show it. */
export function toPicture(storeId: string, media: MediaRow, alt: string): StorefrontPicture {
  return { storeId, mediaId: media.id, width: media.width, height: media.height, blur: media.blur, alt };
}
