import { newId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

export type TestVariant = {
  optionValues?: string[];
  sku?: string | null;
  priceCents?: number;
  compareAtCents?: number | null;
  /** Units on hand; 10 unless said. */
  stock?: number;
  isTracked?: boolean;
  allowBackorder?: boolean;
  weightGrams?: number;
};

export type TestProduct = {
  title?: string;
  slug?: string;
  descriptionHtml?: string;
  vendor?: string;
  productType?: string;
  tags?: string[];
  status?: "draft" | "active" | "archived";
  /** Names and values in order: `{ Size: ["S", "M"] }`. Give variants that use them. */
  options?: Record<string, string[]>;
  variants?: TestVariant[];
  isFeatured?: boolean;
};

export type MadeProduct = { id: string; slug: string; title: string; version: number; variantIds: string[]; variantId: string };

/** A product with its variants and stock, active unless said otherwise, written as rows: no event is recorded. */
export async function makeProduct(store: StoreView, wanted: TestProduct = {}): Promise<MadeProduct> {
  const id = newId();
  const slug = wanted.slug ?? `p-${id.slice(-12)}`;
  const title = wanted.title ?? `Product ${id.slice(-4)}`;
  const variants = (wanted.variants ?? [{}]).map((variant) => ({ ...variant, id: newId() }));
  await withStore(store.id, async (tx) => {
    await tx.product.create({ data: { ...productRow(wanted), storeId: store.id, id, slug, title } });
    for (const [position, variant] of variants.entries()) await insertVariant(tx, { storeId: store.id, productId: id, position, variant });
  });
  const variantIds = variants.map((variant) => variant.id);
  return { id, slug, title, version: 1, variantIds, variantId: variantIds[0] ?? "" };
}

function productRow(wanted: TestProduct) {
  return {
    descriptionHtml: wanted.descriptionHtml ?? "",
    vendor: wanted.vendor ?? "",
    productType: wanted.productType ?? "",
    tags: wanted.tags ?? [],
    status: wanted.status ?? "active",
    isFeatured: wanted.isFeatured ?? false,
    options: Object.entries(wanted.options ?? {}).map(([name, values]) => ({ name, values: values.map((value) => ({ value })) })),
  };
}

type VariantPlace = { storeId: string; productId: string; position: number; variant: TestVariant & { id: string } };

async function insertVariant(tx: StoreTx, { storeId, productId, position, variant }: VariantPlace): Promise<void> {
  await tx.variant.create({
    data: {
      storeId,
      id: variant.id,
      productId,
      position,
      optionValues: variant.optionValues ?? [],
      sku: variant.sku ?? null,
      priceCents: variant.priceCents ?? 1990,
      compareAtCents: variant.compareAtCents ?? null,
      weightGrams: variant.weightGrams ?? 0,
    },
  });
  await tx.inventoryLevel.create({
    data: {
      storeId,
      variantId: variant.id,
      onHand: variant.stock ?? 10,
      isTracked: variant.isTracked ?? true,
      allowBackorder: variant.allowBackorder ?? false,
    },
  });
}

/** Many products of one plain variant at once; for what a store of some size shows. Answers their ids. */
export async function makeProducts(store: StoreView, wanted: readonly Omit<TestProduct, "variants">[]): Promise<string[]> {
  const made = wanted.map((product) => ({ ...product, id: newId(), variantId: newId() }));
  const storeId = store.id;
  await withStore(storeId, async (tx) => {
    const rows = made.map(({ id, ...product }) => {
      return { ...productRow(product), storeId, id, slug: `p-${id.slice(-12)}`, title: product.title ?? `Product ${id.slice(-4)}` };
    });
    await tx.product.createMany({ data: rows });
    const variants = made.map(({ id, variantId }) => ({ storeId, id: variantId, productId: id, position: 0, priceCents: 1990 }));
    await tx.variant.createMany({ data: variants });
    await tx.inventoryLevel.createMany({ data: made.map(({ variantId }) => ({ storeId, variantId, onHand: 10 })) });
  });
  return made.map(({ id }) => id);
}

/** A collection of these products, in this order. */
export async function makeCollection(
  store: StoreView,
  wanted: { title?: string; slug?: string; productIds?: string[]; status?: "draft" | "active" } = {},
): Promise<{ id: string; slug: string }> {
  const id = newId();
  const slug = wanted.slug ?? `c-${id.slice(-12)}`;
  await withStore(store.id, async (tx) => {
    const data = { storeId: store.id, id, slug, title: wanted.title ?? `Collection ${id.slice(-4)}`, status: wanted.status ?? "active" };
    await tx.collection.create({ data });
    const products = (wanted.productIds ?? []).map((productId, position) => ({ storeId: store.id, collectionId: id, productId, position }));
    await tx.collectionProduct.createMany({ data: products });
  });
  return { id, slug };
}
