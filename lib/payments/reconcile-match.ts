import type { StoreId } from "@/lib/core/ids";
import { currencySchema } from "@/lib/core/money";
import { after, hourMs } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { ListedPayment } from "./gateways/books";
import type { Matched, OurSide } from "./reconcile-rules";

/** Attempts of one look-up: a bound for the size of a statement. */
const chunkSize = 500;
/** A payment may stand in the gateway's books a little before or after our own clock says. */
const skewMs = hourMs;

/** Finds our attempts for listed payments: by our code, by the gateway's id of the attempt, or by an id that the ledger holds. */
export async function matchPayments(storeId: StoreId, accountId: string, listed: readonly ListedPayment[]): Promise<Matched[]> {
  const matched: Matched[] = [];
  for (let start = 0; start < listed.length; start += chunkSize) {
    const chunk = listed.slice(start, start + chunkSize);
    matched.push(...(await withStore(storeId, (tx) => matchChunk(tx, { storeId, accountId }, chunk))));
  }
  return matched;
}

type Place = { storeId: StoreId; accountId: string };

async function matchChunk(tx: StoreTx, place: Place, listed: readonly ListedPayment[]): Promise<Matched[]> {
  const references = listed.flatMap(({ reference }) => reference ?? []);
  const refs = listed.flatMap(({ gatewayRef, otherRefs }) => [gatewayRef, ...otherRefs]);
  const found = await tx.$queryRaw<{ id: string; word: string }[]>`
    select id::text, gateway_code as word from payment_attempt
    where store_id = ${place.storeId}::uuid and gateway_account_id = ${place.accountId}::uuid and gateway_code = any(${references})
    union
    select id::text, gateway_ref from payment_attempt
    where store_id = ${place.storeId}::uuid and gateway_account_id = ${place.accountId}::uuid and gateway_ref = any(${refs})
    union
    select attempt_id::text, gateway_ref from ledger_entry where store_id = ${place.storeId}::uuid and gateway_ref = any(${refs})`;
  const idOf = new Map(found.map(({ word, id }) => [word, id]));
  const sides = new Map((await readSides(tx, place, [...new Set(idOf.values())])).map((side) => [side.attemptId, side]));
  return listed.map((payment) => {
    const words = [payment.gatewayRef, ...payment.otherRefs, ...(payment.reference === null ? [] : [payment.reference])];
    const id = words.map((word) => idOf.get(word)).find((known) => known !== undefined);
    return { listed: payment, ours: (id && sides.get(id)) || null };
  });
}

type SideRow = Omit<OurSide, "currency"> & { currency: string };

async function readSides(tx: StoreTx, { storeId, accountId }: Place, attemptIds: readonly string[]): Promise<OurSide[]> {
  const rows = await tx.$queryRaw<SideRow[]>`
    select a.id::text as "attemptId", a.order_id::text as "orderId", coalesce(a.gateway_ref, '') as "gatewayRef",
           a.gateway_code as reference, p.currency,
           coalesce(sum(l.amount_cents) filter (where l.kind = 'captured'), 0)::int as "capturedCents",
           coalesce(sum(case l.kind when 'refunded' then l.amount_cents when 'refund_reversed' then -l.amount_cents end), 0)::int as "refundedCents",
           coalesce(bool_or(l.kind = 'disputed'), false) as "isDisputed",
           coalesce(bool_or(l.kind = 'dispute_won') and bool_and(l.kind <> 'disputed' or exists (
             select 1 from ledger_entry e where e.store_id = l.store_id and e.payment_id = l.payment_id
               and e.gateway_ref = l.gateway_ref and e.kind in ('dispute_won', 'dispute_lost'))), false)
             or not coalesce(bool_or(l.kind = 'disputed'), false) and exists (
               select 1 from dispute d where d.store_id = a.store_id and d.attempt_id = a.id) as "isDisputeOver"
    from payment_attempt a
    join payment p on p.store_id = a.store_id and p.id = a.payment_id
    left join ledger_entry l on l.store_id = a.store_id and l.attempt_id = a.id
    where a.store_id = ${storeId}::uuid and a.gateway_account_id = ${accountId}::uuid and a.id = any(${[...attemptIds]}::uuid[])
    group by a.store_id, a.id, p.currency`;
  return rows.map((row) => ({ ...row, currency: currencySchema.parse(row.currency) }));
}

/** One attempt with what the ledger holds of it now. Null when the account has no such attempt. */
export async function findSide(storeId: StoreId, accountId: string, attemptId: string): Promise<OurSide | null> {
  return (await withStore(storeId, (tx) => readSides(tx, { storeId, accountId }, [attemptId])))[0] ?? null;
}

/** Attempts made since then whose money the ledger holds: the gateway's list of the same time must name each. 20,000 at most. */
export async function listPaidSides(storeId: StoreId, accountId: string, since: Date): Promise<OurSide[]> {
  return withStore(storeId, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      select a.id::text from payment_attempt a
      where a.store_id = ${storeId}::uuid and a.gateway_account_id = ${accountId}::uuid and a.submitted_at >= ${after(skewMs, since)}
        and exists (select 1 from ledger_entry l where l.store_id = a.store_id and l.attempt_id = a.id and l.kind = 'captured')
      order by a.id limit 20000`;
    return readSides(
      tx,
      { storeId, accountId },
      rows.map(({ id }) => id),
    );
  });
}
