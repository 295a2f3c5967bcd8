import { isId } from "@/lib/core/ids";

/** Where one rendition lives: `{storeId}/{mediaId}/{width}.webp`. */
export type MediaKey = { storeId: string; mediaId: string; width: number };

export function pathOfKey({ storeId, mediaId, width }: MediaKey): string {
  return `${storeId}/${mediaId}/${width}.webp`;
}

/** The key that these path segments name, or null. Only ids and a number get through, so no path can leave the store's folder. */
export function parseMediaPath(segments: readonly string[]): MediaKey | null {
  const [storeId = "", mediaId = "", file = "", ...rest] = segments;
  const width = /^([1-9]\d{0,3})\.webp$/.exec(file)?.[1];
  if (rest.length > 0 || !width || !isId(storeId) || !isId(mediaId)) return null;
  return { storeId: storeId.toLowerCase(), mediaId: mediaId.toLowerCase(), width: Number(width) };
}
