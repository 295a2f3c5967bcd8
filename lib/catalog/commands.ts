import type { StoreId } from "@/lib/core/ids";
import { record } from "@/lib/events/outbox";
import { dropAddress, productPath } from "./addresses";
import { attempt, type Refusal, refuse } from "./attempt";
import { touchCollections } from "./collection-versions";
import { hasRoomFor } from "./plan-limit";
import type { ProductInput } from "./schema";
import type { ProductStatus } from "./types";
import { insertProduct, lockProduct, overwriteProduct, type SavedProduct } from "./write-product";

export type ProductCode = "invalid" | "plan_limit" | "not_found" | "changed_meanwhile" | "variant_held";
export type ProductOutcome = { ok: true; value: SavedProduct } | Refusal<ProductCode>;

/**
 * Adds a product. Refused with `plan_limit` when the plan allows no more, or `invalid` with codes by field: `slug_taken`,
 * `sku_taken` (`variants.{n}.sku`), `not_found` for a picture or collection of elsewhere.
 */
export async function createProduct(storeId: StoreId, input: ProductInput, actorId: string | null): Promise<ProductOutcome> {
  return attempt(storeId, (tx) => insertProduct(tx, storeId, { input, origin: { actorId, reason: "adjustment" } }));
}

export type ProductEdit = {
  productId: string;
  /** The version that the merchant saw. */
  version: number;
  input: ProductInput;
  actorId: string | null;
};

/**
 * Saves a product as a whole. Refused with `changed_meanwhile` when it is no longer the version that the merchant saw (stock does
 * not count: it is changed by differences), with `variant_held` when a removed variant waits for a payment, and as `createProduct`.
 * `below_reserved` on `variants.{n}.stockDelta`: fewer units than buyers were promised.
 */
export async function updateProduct(storeId: StoreId, edit: ProductEdit): Promise<ProductOutcome> {
  return attempt(storeId, async (tx) => {
    const product = (await lockProduct(tx, storeId, edit.productId)) ?? refuse("not_found");
    if (product.version !== edit.version) refuse("changed_meanwhile");
    return overwriteProduct(tx, storeId, { product, input: edit.input, origin: { actorId: edit.actorId, reason: "adjustment" } });
  });
}

export type StatusOutcome = { ok: true; value: { changed: number } } | Refusal<"plan_limit">;

/**
 * Sets the status of several products at once; those that have it already, or are not of this store, are left alone. Taking
 * products out of the archive is refused with `plan_limit` when the plan has no room for all of them; then none changes.
 */
export async function setProductsStatus(storeId: StoreId, productIds: readonly string[], status: ProductStatus): Promise<StatusOutcome> {
  return attempt(storeId, async (tx) => {
    const ids = [...new Set(productIds)];
    const back = await tx.product.count({ where: { storeId, id: { in: ids }, status: "archived" } });
    if (status !== "archived" && back > 0 && !(await hasRoomFor(tx, storeId, back))) refuse("plan_limit");
    const changed = await tx.$queryRaw<{ id: string; version: number }[]>`
      with due as (
        select id from product
        where store_id = ${storeId}::uuid and id = any(${ids}::uuid[]) and status <> ${status} order by id for update)
      update product p set status = ${status}, version = version + 1, updated_at = now()
      from due where p.store_id = ${storeId}::uuid and p.id = due.id
      returning p.id::text, p.version`;
    for (const { id, version } of changed) await record(tx, "product.changed", { storeId, productId: id, version });
    return { changed: changed.length };
  });
}

/** Takes a product out of sale and out of the lists; its orders keep what they say. */
export async function archiveProduct(storeId: StoreId, productId: string): Promise<void> {
  await setProductsStatus(storeId, [productId], "archived");
}

/** Brings a product back as a draft. Refused with `plan_limit`. */
export async function unarchiveProduct(storeId: StoreId, productId: string): Promise<StatusOutcome> {
  return setProductsStatus(storeId, [productId], "draft");
}

export type DeleteOutcome = { ok: true; value: { id: string } } | Refusal<"not_found" | "ordered">;

/** Deletes a product for good. Refused with `ordered` when it was ever ordered: archive it instead. */
export async function deleteProduct(storeId: StoreId, productId: string): Promise<DeleteOutcome> {
  return attempt(storeId, async (tx) => {
    const product = (await lockProduct(tx, storeId, productId)) ?? refuse("not_found");
    // Holding stock needs a key-share lock on the variant, so that no order can slip in between the check and the deletion.
    await tx.$queryRaw`select 1 from variant where store_id = ${storeId}::uuid and product_id = ${productId}::uuid order by id for update`;
    const orders = await tx.orderLine.count({ where: { storeId, productId } });
    const holds = await tx.stockHold.count({ where: { storeId, variant: { productId } } });
    if (orders + holds > 0) refuse("ordered");
    const collections = await tx.collectionProduct.findMany({ where: { storeId, productId }, select: { collectionId: true } });
    await dropAddress(tx, storeId, productPath(product.slug));
    await tx.product.delete({ where: { storeId_id: { storeId, id: productId } } });
    const collectionIds = collections.map((row) => row.collectionId);
    await touchCollections(tx, storeId, collectionIds);
    await record(tx, "product.deleted", { storeId, productId, version: product.version + 1 });
    return { id: productId };
  });
}
