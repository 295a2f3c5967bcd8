import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { refuse } from "./attempt";
import type { ImageInput } from "./schema";

type Target = { storeId: StoreId; productId: string };

/**
 * Makes the product's images these, in this order: known ones keep their rows, others are made, the rest go. Returns the row
 * ids in order. A picture that is not of this store is refused.
 */
export async function writeImages(tx: StoreTx, { storeId, productId }: Target, images: readonly ImageInput[]): Promise<string[]> {
  await requireMedia(tx, storeId, images);
  const before = await tx.productImage.findMany({ where: { storeId, productId }, select: { id: true, alt: true, position: true } });
  const known = new Map(before.map((row) => [row.id, row]));
  const kept = new Set(images.flatMap(({ id }) => (id && known.has(id) ? id : [])));
  const gone = before.filter((row) => !kept.has(row.id)).map((row) => row.id);
  if (gone.length > 0) await tx.productImage.deleteMany({ where: { storeId, productId, id: { in: gone } } });

  const ids: string[] = [];
  for (const [position, image] of images.entries()) {
    const row = image.id ? known.get(image.id) : undefined;
    if (!row) ids.push(await insertImage(tx, { storeId, productId, position, image }));
    else {
      ids.push(row.id);
      if (row.alt === image.alt && row.position === position) continue;
      await tx.productImage.update({ where: { storeId_id: { storeId, id: row.id } }, data: { alt: image.alt, position } });
    }
  }
  return ids;
}

async function insertImage(tx: StoreTx, place: Target & { position: number; image: ImageInput }): Promise<string> {
  const { storeId, productId, position, image } = place;
  const { mediaId = null, sourceUrl = null, alt } = image;
  if (!mediaId && !sourceUrl) refuse("invalid", { [`images.${position}`]: "not_found" });
  const id = newId();
  await tx.productImage.create({ data: { storeId, id, productId, mediaId, sourceUrl, alt, position } });
  return id;
}

async function requireMedia(tx: StoreTx, storeId: StoreId, images: readonly ImageInput[]): Promise<void> {
  const wanted = new Set(images.flatMap(({ mediaId }) => mediaId ?? []));
  if (wanted.size === 0) return;
  const found = await tx.media.findMany({ where: { storeId, id: { in: [...wanted] } }, select: { id: true } });
  for (const { id } of found) wanted.delete(id);
  const index = images.findIndex(({ mediaId }) => mediaId && wanted.has(mediaId));
  if (index >= 0) refuse("invalid", { [`images.${index}`]: "not_found" });
}
