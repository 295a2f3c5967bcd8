import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { chooseSlug, claimAddress, collectionPath, dropAddress, moveAddress } from "./addresses";
import { attempt, type Refusal, refuse } from "./attempt";
import type { CollectionInput } from "./schema";

export type CollectionCode = "invalid" | "not_found" | "changed_meanwhile";
export type SavedCollection = { id: string; slug: string; version: number };
export type CollectionOutcome = { ok: true; value: SavedCollection } | Refusal<CollectionCode>;

/** Adds a collection after the others. Refused as `invalid`, with `slug_taken` on `slug` or `not_found` on `productIds` or `mediaId`. */
export async function createCollection(storeId: StoreId, input: CollectionInput): Promise<CollectionOutcome> {
  return attempt(storeId, async (tx) => {
    const { productIds, ...columns } = input;
    const slug = await chooseSlug(tx, storeId, { kind: "collection", typed: input.slug, title: input.title, current: null });
    const { _max } = await tx.collection.aggregate({ where: { storeId }, _max: { position: true } });
    const id = newId();
    await requirePicture(tx, storeId, input.mediaId);
    await claimAddress(tx, storeId, collectionPath(slug));
    await tx.collection.create({ data: { ...columns, storeId, id, slug, position: (_max.position ?? -1) + 1 } });
    await setProducts(tx, { storeId, collectionId: id, productIds });
    await record(tx, "collection.changed", { storeId, collectionId: id, version: 1 });
    return { id, slug, version: 1 };
  });
}

export type CollectionEdit = { collectionId: string; version: number; input: CollectionInput };

/** Saves a collection as a whole. Refused with `changed_meanwhile` when it is no longer what the merchant saw, and as `createCollection`. */
export async function updateCollection(storeId: StoreId, edit: CollectionEdit): Promise<CollectionOutcome> {
  return attempt(storeId, async (tx) => {
    const collection = (await lockCollection(tx, storeId, edit.collectionId)) ?? refuse("not_found");
    if (collection.version !== edit.version) refuse("changed_meanwhile");
    const { productIds, ...columns } = edit.input;
    const { id, version } = collection;
    const wish = { kind: "collection" as const, typed: columns.slug, title: columns.title, current: collection.slug };
    const slug = await chooseSlug(tx, storeId, wish);
    await requirePicture(tx, storeId, columns.mediaId);
    await moveAddress(tx, storeId, { from: collectionPath(collection.slug), to: collectionPath(slug) });
    await tx.collection.update({ where: { storeId_id: { storeId, id } }, data: { ...columns, slug, version: version + 1 } });
    await setProducts(tx, { storeId, collectionId: id, productIds });
    await record(tx, "collection.changed", { storeId, collectionId: id, version: version + 1 });
    return { id, slug, version: version + 1 };
  });
}

/** Deletes a collection; its products stay. `collection.changed` tells it: who reads it again finds none. False when there is none. */
export async function deleteCollection(storeId: StoreId, collectionId: string): Promise<boolean> {
  const outcome = await attempt(storeId, async (tx) => {
    const collection = await lockCollection(tx, storeId, collectionId);
    if (!collection) return false;
    await dropAddress(tx, storeId, collectionPath(collection.slug));
    await tx.collection.delete({ where: { storeId_id: { storeId, id: collectionId } } });
    await record(tx, "collection.changed", { storeId, collectionId, version: collection.version + 1 });
    return true;
  });
  return outcome.ok && outcome.value;
}

/** Moves a collection by one place (1 towards the end, -1 towards the start). Menus and lists show the order. */
export async function moveCollection(storeId: StoreId, collectionId: string, by: number): Promise<void> {
  await attempt(storeId, async (tx) => {
    const rows = await tx.$queryRaw<PlacedCollection[]>`
      select id::text, position, version from collection where store_id = ${storeId}::uuid order by position, id for update`;
    const from = rows.findIndex(({ id }) => id === collectionId);
    const to = Math.min(rows.length - 1, Math.max(0, from + by));
    if (from < 0) return;
    const [moved] = rows.splice(from, 1);
    if (moved) rows.splice(to, 0, moved);
    for (const [position, row] of rows.entries()) await place(tx, storeId, { ...row, to: position });
  });
}

type PlacedCollection = { id: string; position: number; version: number };

async function place(tx: StoreTx, storeId: StoreId, { id, position, version, to }: PlacedCollection & { to: number }): Promise<void> {
  if (position === to) return;
  await tx.collection.update({ where: { storeId_id: { storeId, id } }, data: { position: to, version: version + 1 } });
  await record(tx, "collection.changed", { storeId, collectionId: id, version: version + 1 });
}

type LockedCollection = { id: string; slug: string; version: number };

async function lockCollection(tx: StoreTx, storeId: StoreId, collectionId: string): Promise<LockedCollection | null> {
  const [row] = await tx.$queryRaw<LockedCollection[]>`
    select id::text, slug, version from collection where store_id = ${storeId}::uuid and id = ${collectionId}::uuid for update`;
  return row ?? null;
}

async function requirePicture(tx: StoreTx, storeId: StoreId, mediaId: string | null): Promise<void> {
  if (!mediaId) return;
  const found = await tx.media.count({ where: { storeId, id: mediaId } });
  if (found === 0) refuse("invalid", { mediaId: "not_found" });
}

type Contents = { storeId: StoreId; collectionId: string; productIds: readonly string[] };

async function setProducts(tx: StoreTx, { storeId, collectionId, productIds }: Contents): Promise<void> {
  const ids = [...new Set(productIds)];
  const found = await tx.product.count({ where: { storeId, id: { in: ids } } });
  if (found !== ids.length) refuse("invalid", { productIds: "not_found" });
  await tx.collectionProduct.deleteMany({ where: { storeId, collectionId } });
  await tx.collectionProduct.createMany({ data: ids.map((productId, position) => ({ storeId, collectionId, productId, position })) });
}
