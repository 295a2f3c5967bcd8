import type { StoreId } from "@/lib/core/ids";
import type { SourcedDocument } from "./documents";
import { priceSteps } from "./prices";

/** The vendor's smaller plans take ten thousand bytes a record: https://support.algolia.com/hc/en-us/articles/4406981897617 */
export const maxRecordBytes = 9800;

/** The id of a product's record in the shared index. */
export function objectIdOf(storeId: StoreId, productId: string): string {
  return `${storeId}:${productId}`;
}

/** The product of a record's id. */
export function productIdOf(objectID: string): string {
  return objectID.slice(objectID.indexOf(":") + 1);
}

/** `revision` guards the order: a write whose revision is not higher than the record's is ignored by the service as a whole. */
export type RecordPlace = { storeId: StoreId; productId: string; revision: number; build: number };

function headOf({ storeId, productId, revision, build }: RecordPlace) {
  return { objectID: objectIdOf(storeId, productId), storeId, productId, build, revision: { _operation: "IncrementSet", value: revision } };
}

/** Every attribute of a product's record, so that a partial update replaces all of it. The description gives way to the limit. */
export function toRecord(place: RecordPlace, document: SourcedDocument): Record<string, unknown> {
  const { source: _source, words: _words, slug: _slug, publishedAt, description, ...attributes } = document;
  const record = {
    ...attributes,
    ...headOf(place),
    isVisible: true,
    priceStep: priceStepOf(document.minPriceCents),
    publishedAt: Math.floor(Date.parse(publishedAt) / 1000),
    blankedAt: 0,
  };
  const room = maxRecordBytes - Buffer.byteLength(JSON.stringify({ ...record, description: "" }));
  return { ...record, description: cutToBytes(description, room) };
}

/**
 * A record that nobody finds and that says nothing: kept a while, so that a late write of an older revision cannot bring it back.
 * `blankedAt` says since when, in seconds.
 */
export function toTombstone(place: RecordPlace, at: Date): Record<string, unknown> {
  const empty = { title: "", facts: "", description: "", vendor: "", productType: "", tags: [], optionPairs: [], collectionIds: [] };
  return { ...headOf(place), isVisible: false, blankedAt: Math.floor(at.getTime() / 1000), ...empty, card: null };
}

/** The blanked records of a store that were blanked at this moment or before; none that came back meanwhile. */
export function tombstonesUntil(storeId: StoreId, at: Date): string {
  return `storeId:${storeId} AND isVisible:false AND blankedAt <= ${Math.floor(at.getTime() / 1000)}`;
}

/** The place of a price among `priceSteps`, from 1 as Postgres' `width_bucket` counts. */
function priceStepOf(cents: number): number {
  return priceSteps.filter((step) => step * 100 <= cents).length;
}

/** The longest beginning whose JSON has at most this many bytes. */
function cutToBytes(text: string, bytes: number): string {
  let cut = text;
  while (cut !== "" && Buffer.byteLength(JSON.stringify(cut)) - 2 > bytes) {
    const over = Buffer.byteLength(JSON.stringify(cut)) - 2 - bytes;
    cut = cut.slice(0, Math.max(0, cut.length - Math.max(1, Math.ceil(over / 4)))).trimEnd();
  }
  return cut;
}
