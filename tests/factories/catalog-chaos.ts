import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeCollection, makeProduct } from "./product";

/** What happens to a catalogue; numbers choose among what is there. Every act writes its event's payload. */
export type Act = { kind: "edit" | "sell_out" | "delete" | "make" | "rename_collection" | "join" | "leave"; pick: number };
/** An event as it would be delivered: its consumers' kind and payload, with the version that the change made. */
export type Told = { name: "product.changed" | "product.deleted" | "stock.changed" | "collection.changed"; id: string; version: number };

export type Town = { store: StoreView; collectionId: string; productIds: string[] };

export async function makeTown(store: StoreView): Promise<Town> {
  const productIds = [];
  for (const title of ["Lamp", "Chair", "Table", "Vase"]) productIds.push((await makeProduct(store, { title })).id);
  const { id: collectionId } = await makeCollection(store, { title: "Sale", productIds: productIds.slice(0, 2) });
  return { store, collectionId, productIds };
}

/** Does one thing to the catalogue, as rows, and says which event tells of it; null when there was nothing to do it to. */
export async function act(town: Town, { kind, pick }: Act): Promise<Told | null> {
  const { store, collectionId, productIds } = town;
  const storeId = store.id;
  if (kind === "make") {
    const { id } = await makeProduct(store, { title: `New ${pick}` });
    productIds.push(id);
    return { name: "product.changed", id, version: 1 };
  }
  if (kind === "rename_collection") {
    const { version } = await withStore(storeId, (tx) => touchCollection(tx, town, { title: `Sale ${pick}` }));
    return { name: "collection.changed", id: collectionId, version };
  }
  const id = productIds[pick % Math.max(1, productIds.length)];
  if (!id) return null;
  return change(town, { kind, pick }, id);
}

function touchCollection(tx: StoreTx, { store, collectionId }: Town, changed: { title?: string }): Promise<{ version: number }> {
  const where = { storeId_id: { storeId: store.id, id: collectionId } };
  return tx.collection.update({ where, data: { ...changed, version: { increment: 1 } }, select: { version: true } });
}

async function change(town: Town, { kind, pick }: Act, id: string): Promise<Told> {
  const { store, collectionId, productIds } = town;
  const storeId = store.id;
  return withStore(storeId, async (tx): Promise<Told> => {
    if (kind === "delete") {
      productIds.splice(productIds.indexOf(id), 1);
      const { version } = await tx.product.delete({ where: { storeId_id: { storeId, id } }, select: { version: true } });
      return { name: "product.deleted", id, version: version + 1 };
    }
    if (kind === "sell_out") {
      const variants = await tx.variant.findMany({ where: { storeId, productId: id }, select: { id: true } });
      const variantId = { in: variants.map((variant) => variant.id) };
      await tx.$executeRaw`update inventory_level set reserved = on_hand, updated_at = now() where store_id = ${storeId}::uuid and variant_id = any(${variantId.in}::uuid[])`;
      return { name: "stock.changed", id, version: 0 };
    }
    if (kind === "join" || kind === "leave") {
      await tx.collectionProduct.deleteMany({ where: { storeId, collectionId, productId: id } });
      if (kind === "join") await tx.collectionProduct.create({ data: { storeId, collectionId, productId: id } });
      return { name: "collection.changed", id: collectionId, ...(await touchCollection(tx, town, {})) };
    }
    const { version } = await tx.product.update({
      where: { storeId_id: { storeId, id } },
      data: { title: `Edited ${pick}`, version: { increment: 1 } },
      select: { version: true },
    });
    return { name: "product.changed", id, version };
  });
}
