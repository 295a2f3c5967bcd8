import type { BatchRequest } from "algoliasearch";
import type { StoreId } from "@/lib/core/ids";
import type { SearchRecordModel } from "@/lib/db/generated/models";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { AlgoliaService } from "./algolia-client";
import { toRecord, toTombstone } from "./algolia-record";
import { lockProducts, readDocuments, type SourcedDocument } from "./documents";
import { chunkSize } from "./indexing";

/** A product's state as it was read, with the revision under which it is sent. */
type Claim = { productId: string; revision: number; document: SourcedDocument | null; isSent: boolean; readAt: Date };
type Claimed = { claims: Claim[]; build: number };

/**
 * Sends the present state of these products to the search service and waits until searches see it. The state is read and given
 * a revision in one transaction; the service ignores a write whose revision is not higher than the record's, so a late writer
 * never overwrites a newer state. No network call happens inside a transaction. Throws a `SearchServiceError`.
 */
export async function pushProducts(service: AlgoliaService, storeId: StoreId, productIds: readonly string[]): Promise<void> {
  const ids = [...new Set(productIds)].sort();
  for (let start = 0; start < ids.length; start += chunkSize) {
    const chunk = ids.slice(start, start + chunkSize);
    const claimed = await withStore(storeId, (tx) => claimRecords(tx, storeId, chunk));
    if (claimed.claims.length === 0) continue;
    await service.write(toRequests(storeId, claimed));
    await withStore(storeId, (tx) => confirm(tx, storeId, claimed.claims));
  }
}

/**
 * Reads the products, one reader at a time for each, and hands out their next revisions. Those whose present state the service has
 * taken already are left out, unless a full re-index runs, which sends everything.
 */
export async function claimRecords(tx: StoreTx, storeId: StoreId, ids: readonly string[]): Promise<Claimed> {
  await lockProducts(tx, ids);
  const documents = new Map((await readDocuments(tx, storeId, ids)).map((document) => [document.productId, document]));
  const known = await tx.searchRecord.findMany({ where: { storeId, productId: { in: [...ids] } } });
  const { build, isBuilding } = await readBuild(tx, storeId);
  const settled = isBuilding ? [] : known.filter((row) => isSettled(row, documents.get(row.productId)));
  const left = new Set(settled.map((row) => row.productId));
  const absent = new Set(known.filter((row) => !row.isPresent && row.confirmed === row.revision).map((row) => row.productId));
  const unknown = new Set(ids.filter((id) => known.every((row) => row.productId !== id)));
  const wanted = ids.filter((id) => !left.has(id) && (documents.has(id) || !unknown.has(id)));
  const rows = await tx.$queryRaw<{ id: string; revision: number; readAt: Date }[]>`
    insert into search_record (store_id, product_id, revision) select ${storeId}::uuid, id, 1 from unnest(${wanted}::uuid[]) as id
    on conflict (store_id, product_id) do update set revision = search_record.revision + 1
    returning product_id::text as id, revision, now() as "readAt"`;
  const claims = rows.map(({ id, revision, readAt }): Claim => {
    const document = documents.get(id) ?? null;
    const isNowhere = absent.has(id) || unknown.has(id);
    return { productId: id, revision, readAt, document, isSent: document?.isVisible === true || !isNowhere };
  });
  return { claims, build };
}

/** Whether the service holds what the catalogue says, and nothing else is on its way. */
function isSettled({ revision, confirmed, source, isPresent }: SearchRecordModel, document: SourcedDocument | undefined): boolean {
  return confirmed === revision && source === (document?.source ?? "") && isPresent === (document?.isVisible ?? false);
}

/** The generation under which records are written: the one being filled while a full re-index runs. */
async function readBuild(tx: StoreTx, storeId: StoreId): Promise<{ build: number; isBuilding: boolean }> {
  const row = await tx.searchIndex.findUnique({
    where: { storeId_name: { storeId, name: "algolia" } },
    select: { generation: true, building: true },
  });
  const building = row?.building ?? null;
  return { build: building ?? row?.generation ?? 1, isBuilding: building !== null };
}

/** What claims look like on the wire. Drafts and products that are gone are blanked where a record of them may be. */
export function toRequests(storeId: StoreId, { claims, build }: Claimed): BatchRequest[] {
  return claims
    .filter((claim) => claim.isSent)
    .map(({ productId, revision, document, readAt }) => {
      const place = { storeId, productId, revision, build };
      return { action: "partialUpdateObject", body: document?.isVisible ? toRecord(place, document) : toTombstone(place, readAt) };
    });
}

/** Notes what the service has taken. A claim that a newer one has overtaken notes nothing. */
export async function confirm(tx: StoreTx, storeId: StoreId, claims: readonly Claim[]): Promise<void> {
  const rows = claims.map(({ productId, revision, document, readAt }) => ({
    id: productId,
    ...{ revision, readAt, version: document?.version ?? 0, source: document?.source ?? "", present: document?.isVisible ?? false },
  }));
  await tx.$executeRaw`
    update search_record r
    set confirmed = d.revision, version = d.version, source = d.source, is_present = d.present, indexed_at = d."readAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d(id uuid, revision int, version int, source text, present boolean, "readAt" timestamptz)
    where r.store_id = ${storeId}::uuid and r.product_id = d.id and r.confirmed < d.revision`;
}
