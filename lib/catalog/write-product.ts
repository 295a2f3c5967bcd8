import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { recordStockChanged } from "@/lib/inventory/changes";
import type { MovementReason } from "@/lib/inventory/types";
import { chooseSlug, claimAddress, moveAddress, productPath } from "./addresses";
import { refuse } from "./attempt";
import { touchCollections } from "./collection-versions";
import { hasRoomFor } from "./plan-limit";
import type { ProductInput } from "./schema";
import { writeImages } from "./write-images";
import { insertVariants, writeVariants } from "./write-variants";

export type SavedProduct = { id: string; slug: string; version: number };

/** Where a write comes from: a person's form, or a file. */
export type Origin = { actorId: string | null; reason: MovementReason; importHash?: string };

/** A product as it is locked for writing. */
export type LockedProduct = { id: string; slug: string; version: number; status: string };

/** Writes a new product with all that belongs to it, within the caller's `attempt`. */
export async function insertProduct(tx: StoreTx, storeId: StoreId, write: { input: ProductInput; origin: Origin }): Promise<SavedProduct> {
  const { input, origin } = write;
  if (input.status !== "archived" && !(await hasRoomFor(tx, storeId, 1))) refuse("plan_limit");
  const slug = await chooseSlug(tx, storeId, { kind: "product", typed: input.slug, title: input.title, current: null });
  const id = newId();
  await claimAddress(tx, storeId, productPath(slug));
  await tx.product.create({ data: { ...columnsOf(input, origin), storeId, id, slug } });
  const imageIds = await writeImages(tx, { storeId, productId: id }, input.images);
  await insertVariants(tx, { storeId, productId: id, imageIds, ...origin }, input.variants);
  await joinCollections(tx, { storeId, productId: id, collectionIds: input.collectionIds });
  await record(tx, "product.changed", { storeId, productId: id, version: 1 });
  return { id, slug, version: 1 };
}

type Overwrite = { product: LockedProduct; input: ProductInput; origin: Origin };

/** Writes a product over what it was, within the caller's `attempt`. The product's row is locked already. */
export async function overwriteProduct(tx: StoreTx, storeId: StoreId, { product, input, origin }: Overwrite): Promise<SavedProduct> {
  const { id: productId, version } = product;
  if (product.status === "archived" && input.status !== "archived" && !(await hasRoomFor(tx, storeId, 1))) refuse("plan_limit");
  const slug = await chooseSlug(tx, storeId, { kind: "product", typed: input.slug, title: input.title, current: product.slug });
  await moveAddress(tx, storeId, { from: productPath(product.slug), to: productPath(slug) });
  const data = { ...columnsOf(input, origin), slug, version: version + 1 };
  await tx.product.update({ where: { storeId_id: { storeId, id: productId } }, data });
  const imageIds = await writeImages(tx, { storeId, productId }, input.images);
  const restocked = await writeVariants(tx, { storeId, productId, imageIds, ...origin }, input.variants);
  await joinCollections(tx, { storeId, productId, collectionIds: input.collectionIds });
  await record(tx, "product.changed", { storeId, productId, version: version + 1 });
  await recordStockChanged(tx, storeId, restocked);
  return { id: productId, slug, version: version + 1 };
}

/** Locks a product for writing; null when the store has none with this id. */
export async function lockProduct(tx: StoreTx, storeId: StoreId, productId: string): Promise<LockedProduct | null> {
  const [row] = await tx.$queryRaw<LockedProduct[]>`
    select id::text, slug, version, status from product where store_id = ${storeId}::uuid and id = ${productId}::uuid for update`;
  return row ?? null;
}

function columnsOf(input: ProductInput, { importHash }: Origin) {
  const { title, descriptionHtml, vendor, productType, tags, status, isFeatured, seoTitle, seoDescription, options } = input;
  const columns = { title, descriptionHtml, vendor, productType, tags, status, isFeatured, seoTitle, seoDescription, options };
  return importHash === undefined ? columns : { ...columns, importHash };
}

type Membership = { storeId: StoreId; productId: string; collectionIds: readonly string[] };

/** Puts the product into these collections, last, and takes it out of others. Collections that change get a new version. */
async function joinCollections(tx: StoreTx, { storeId, productId, collectionIds }: Membership): Promise<void> {
  const rows = await tx.collectionProduct.findMany({ where: { storeId, productId }, select: { collectionId: true } });
  const before = new Set(rows.map((row) => row.collectionId));
  const joined = [...new Set(collectionIds)].filter((id) => !before.has(id));
  const left = [...before].filter((id) => !collectionIds.includes(id));
  if (joined.length > 0) {
    const found = await tx.collection.count({ where: { storeId, id: { in: joined } } });
    if (found !== joined.length) refuse("invalid", { collectionIds: "not_found" });
  }
  for (const collectionId of joined) {
    const { _max } = await tx.collectionProduct.aggregate({ where: { storeId, collectionId }, _max: { position: true } });
    await tx.collectionProduct.create({ data: { storeId, collectionId, productId, position: (_max.position ?? -1) + 1 } });
  }
  await tx.collectionProduct.deleteMany({ where: { storeId, productId, collectionId: { in: left } } });
  await touchCollections(tx, storeId, [...joined, ...left]);
}
