import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { refuse } from "../attempt";
import { combinationKey, readOptions } from "../rules";
import type { ImageInput, ProductInput } from "../schema";
import type { ProductOption } from "../types";
import { insertProduct, lockProduct, overwriteProduct } from "../write-product";
import type { ImportedProduct } from "./read-product";

export type Applied = { outcome: "created" | "updated" | "unchanged"; imagesListed: number };

type Target = { storeId: StoreId; importId: string; actorId: string | null };

/**
 * Writes one product of a file, within the caller's `attempt`. A product that came from the same rows before is left as it is,
 * also when the merchant has changed it since. Pictures that are new to it are listed for fetching, and those that failed are
 * listed again.
 */
export async function applyProduct(tx: StoreTx, target: Target, imported: ImportedProduct): Promise<Applied> {
  const { storeId, actorId } = target;
  const origin = { actorId, reason: "import" as const, importHash: imported.hash };
  const known = await tx.product.findUnique({
    where: { storeId_slug: { storeId, slug: imported.input.slug } },
    select: { id: true, importHash: true },
  });
  if (known?.importHash === imported.hash) return { outcome: "unchanged", imagesListed: await retryImages(tx, target, known.id) };
  if (!known) {
    const { id } = await insertProduct(tx, storeId, { input: withFirstStock(imported), origin });
    return { outcome: "created", imagesListed: await listImages(tx, target, { productId: id, pending: new Set() }) };
  }
  const product = (await lockProduct(tx, storeId, known.id)) ?? refuse("changed_meanwhile");
  const pending = await pendingImages(tx, storeId, product.id);
  const input = await mergeWithKnown(tx, { storeId, productId: product.id, imported });
  await overwriteProduct(tx, storeId, { product, input, origin });
  return { outcome: "updated", imagesListed: await listImages(tx, target, { productId: product.id, pending }) };
}

function withFirstStock({ input, quantities }: ImportedProduct): ProductInput {
  return { ...input, variants: input.variants.map((variant, index) => ({ ...variant, stockDelta: quantities[index] ?? 0 })) };
}

type Merge = { storeId: StoreId; productId: string; imported: ImportedProduct };

/**
 * What the file does not know of stays: collections, featuring, swatches of colours, pictures added by hand. Stock becomes the file's
 * count by a difference, in the ledger.
 */
async function mergeWithKnown(tx: StoreTx, { storeId, productId, imported }: Merge): Promise<ProductInput> {
  const row = await tx.product.findUniqueOrThrow({
    where: { storeId_id: { storeId, id: productId } },
    include: {
      variants: { include: { inventory: true } },
      images: { orderBy: { position: "asc" } },
      collections: { select: { collectionId: true } },
    },
  });
  const { input, quantities } = imported;
  const levels = new Map(row.variants.map(({ optionValues, inventory }) => [combinationKey(optionValues), inventory?.onHand ?? 0]));
  const variants = input.variants.map((variant, index) => {
    const wanted = quantities[index];
    const onHand = levels.get(combinationKey(variant.optionValues)) ?? 0;
    return { ...variant, stockDelta: wanted === null || wanted === undefined ? 0 : wanted - onHand };
  });
  const collectionIds = row.collections.map(({ collectionId }) => collectionId);
  const options = mergeOptions(input.options, readOptions(row.options));
  return { ...input, options, variants, collectionIds, isFeatured: row.isFeatured, images: mergeImages(input.images, row.images) };
}

function mergeOptions(listed: readonly ProductOption[], known: readonly ProductOption[]): ProductOption[] {
  const swatches = new Map(known.flatMap(({ name, values }) => values.map(({ value, swatch }) => [`${name}\n${value}`, swatch] as const)));
  return listed.map(({ name, values }) => ({
    name,
    values: values.map(({ value }) => {
      const swatch = swatches.get(`${name}\n${value}`);
      return swatch ? { value, swatch } : { value };
    }),
  }));
}

type ImageRow = { id: string; sourceUrl: string | null; alt: string };

function mergeImages(listed: readonly ImageInput[], rows: readonly ImageRow[]): ImageInput[] {
  const bySource = new Map(rows.flatMap((row) => (row.sourceUrl ? [[row.sourceUrl, row] as const] : [])));
  const known = listed.map((image) => {
    const row = image.sourceUrl ? bySource.get(image.sourceUrl) : undefined;
    return row ? { id: row.id, alt: image.alt || row.alt } : image;
  });
  const byHand = rows.filter(({ sourceUrl }) => sourceUrl === null).map(({ id, alt }) => ({ id, alt }));
  return [...known, ...byHand];
}

/** Pictures that are on their way by an earlier import. */
async function pendingImages(tx: StoreTx, storeId: StoreId, productId: string): Promise<Set<string>> {
  const rows = await tx.productImage.findMany({ where: { storeId, productId, mediaId: null, failure: null }, select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

async function retryImages(tx: StoreTx, target: Target, productId: string): Promise<number> {
  return listImages(tx, target, { productId, pending: await pendingImages(tx, target.storeId, productId) });
}

type Listing = { productId: string; pending: ReadonlySet<string> };

/** Asks for the pictures that this import added, and again for those that failed before; those on their way already are left to it. */
async function listImages(tx: StoreTx, { storeId, importId }: Target, { productId, pending }: Listing): Promise<number> {
  await tx.productImage.updateMany({ where: { storeId, productId, mediaId: null, failure: { not: null } }, data: { failure: null } });
  const rows = await tx.productImage.findMany({
    where: { storeId, productId, mediaId: null, failure: null, id: { notIn: [...pending] } },
    select: { id: true },
    orderBy: { position: "asc" },
  });
  for (const { id } of rows) await record(tx, "import.image_listed", { storeId, importId, imageId: id });
  return rows.length;
}
