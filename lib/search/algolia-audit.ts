import type { StoreId } from "@/lib/core/ids";
import { after, hourMs } from "@/lib/core/time";
import type { SearchRecordModel } from "@/lib/db/generated/models";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { AlgoliaService, BrowsedRecord } from "./algolia-client";
import { productIdOf, tombstonesUntil } from "./algolia-record";

/** Blanked records are kept this long: longer than any write of an older revision may still be under way. */
const tombstoneMs = hourMs;

type Finding = { productId: string; seen: number; revision: number; isPresent: boolean };

/**
 * Asks the service what it holds of a store and corrects our notes where they say something else: a record that was lost, one
 * that nobody knows, one of a higher revision than we handed out (a database restored from a backup). What was corrected shows
 * as drift and is mended by the next sync. Removes blanked records that are an hour old. Rows that are being written meanwhile
 * are left alone.
 */
export async function auditRecords(service: AlgoliaService, storeId: StoreId): Promise<void> {
  const notes = await withStore(storeId, (tx) => tx.searchRecord.findMany({ where: { storeId } }));
  const held = new Map((await service.browse(storeId)).map((record) => [productIdOf(record.objectID), record]));
  const findings = findDifferences(notes, held);
  await withStore(storeId, (tx) => correctNotes(tx, storeId, findings));
  await dropTombstones(service, storeId, held);
}

/** Where notes that nobody is changing and records differ; pure. */
export function findDifferences(notes: readonly SearchRecordModel[], held: ReadonlyMap<string, BrowsedRecord>): Finding[] {
  const known = new Set(notes.map((note) => note.productId));
  const wrong = notes.flatMap((note): Finding[] => {
    if (note.confirmed !== note.revision) return [];
    const record = held.get(note.productId);
    const isPresent = record?.isVisible ?? false;
    const revision = record?.revision ?? note.revision;
    const isRight = isPresent === note.isPresent && (!record || revision === note.revision);
    return isRight ? [] : [{ productId: note.productId, seen: note.revision, isPresent, revision: Math.max(revision, note.revision) }];
  });
  const strangers = [...held].flatMap(([productId, { revision, isVisible }]): Finding[] => {
    return known.has(productId) || !isVisible ? [] : [{ productId, seen: 0, revision, isPresent: true }];
  });
  return [...wrong, ...strangers];
}

async function correctNotes(tx: StoreTx, storeId: StoreId, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  await tx.$executeRaw`
    insert into search_record (store_id, product_id, revision, confirmed, is_present)
    select ${storeId}::uuid, d."productId", d.revision, d.revision, d."isPresent"
    from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as d("productId" uuid, seen int, revision int, "isPresent" boolean)
    on conflict (store_id, product_id) do update
    set revision = excluded.revision, confirmed = excluded.confirmed, is_present = excluded.is_present, source = '', version = 0
    where search_record.revision = (select f.seen from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as f("productId" uuid, seen int)
      where f."productId" = search_record.product_id)`;
}

/**
 * Removes records that were blanked an hour ago, by what they say now: one that came back meanwhile stays. The note of such a record
 * goes when a later look finds none: it knows the revision that a new record must exceed.
 */
async function dropTombstones(service: AlgoliaService, storeId: StoreId, held: ReadonlyMap<string, BrowsedRecord>): Promise<void> {
  const old = after(-tombstoneMs);
  if ([...held.values()].some((record) => !record.isVisible)) await service.deleteBy(tombstonesUntil(storeId, old));
  await withStore(
    storeId,
    (tx) => tx.$executeRaw`
      delete from search_record
      where store_id = ${storeId}::uuid and not is_present and source = '' and confirmed = revision and indexed_at < ${old}
        and product_id <> all(${[...held.keys()]}::uuid[])`,
  );
}
