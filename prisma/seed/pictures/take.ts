import type { StoreId } from "@/lib/core/ids";
import type { PictureView } from "@/lib/core/picture";
import { ingestImage } from "@/lib/media/ingest";
import { type PictureSize, renderScene } from "./render";
import type { Scene } from "./scene";

/** Draws a scene and takes its picture into the store. */
export async function takePicture(storeId: StoreId, scene: Scene, size: PictureSize): Promise<PictureView> {
  return ingest(storeId, await renderScene(scene, size));
}

/** Takes a file of ours into the store. */
export async function ingest(storeId: StoreId, bytes: Buffer): Promise<PictureView> {
  const taken = await ingestImage(storeId, bytes);
  if (!taken.ok) throw new Error(`a drawn picture is refused: ${taken.code}`);
  return taken.value;
}
