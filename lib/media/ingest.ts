import { createHash } from "node:crypto";
import { newId, type StoreId } from "@/lib/core/ids";
import type { PictureView } from "@/lib/core/picture";
import { ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { type EncodedImage, encodeImage, type ImageFailure } from "./encode";
import { mediaStore } from "./store";

/**
 * Takes a picture into a store: checked by its content, re-encoded, its renditions in the media store and its row in the
 * database. The same bytes again give the same picture. Fails with a code for what the file is not; throws when the media
 * store is down.
 */
export async function ingestImage(storeId: StoreId, bytes: Uint8Array): Promise<Result<PictureView, ImageFailure>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const contentHash = createHash("sha256").update(buffer).digest("hex");
  const known = await findByHash(storeId, contentHash);
  if (known) return ok(known);

  const encoded = await encodeImage(buffer);
  if (!encoded.ok) return encoded;
  const mediaId = newId();
  for (const { width, bytes: file } of encoded.value.renditions) await mediaStore().write({ storeId, mediaId, width }, file);
  return ok(await insertOnce({ storeId, mediaId, contentHash, image: encoded.value }));
}

async function findByHash(storeId: StoreId, contentHash: string): Promise<PictureView | null> {
  const where = { storeId_contentHash: { storeId, contentHash } };
  const row = await withStore(storeId, (tx) => tx.media.findUnique({ where, select: pictureFields }));
  return row ? toPicture(row) : null;
}

type NewMedia = { storeId: StoreId; mediaId: string; contentHash: string; image: EncodedImage };

/** Of two uploads of the same bytes at once one row wins; the other's files are removed. */
async function insertOnce({ storeId, mediaId, contentHash, image }: NewMedia): Promise<PictureView> {
  const { width, height, blur, renditions } = image;
  const size = renditions.reduce((sum, file) => sum + file.bytes.length, 0);
  const data = { storeId, id: mediaId, contentHash, width, height, blur, bytes: size, widths: renditions.map((file) => file.width) };
  const { count } = await withStore(storeId, (tx) => tx.media.createMany({ data, skipDuplicates: true }));
  if (count === 1) return { storeId, mediaId, width, height, blur };

  await mediaStore().remove(renditions.map((file) => ({ storeId, mediaId, width: file.width })));
  const winner = await findByHash(storeId, contentHash);
  if (!winner) throw new Error("a picture was refused as known and is not known");
  return winner;
}

/** What a `PictureView` is read from. */
export const pictureFields = { storeId: true, id: true, width: true, height: true, blur: true } as const;

/** The picture of a media row. */
export function toPicture(row: { storeId: string; id: string; width: number; height: number; blur: string }): PictureView {
  const { storeId, id, width, height, blur } = row;
  return { storeId, mediaId: id, width, height, blur };
}
