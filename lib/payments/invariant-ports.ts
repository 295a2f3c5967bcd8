import type { StoreId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { type Finding, type FoundRow, type InvariantPorts, type Scope, toFindings } from "./invariant-types";
import { dailyPeriodMs } from "./reconcile";
import { compareBooks, readBooks } from "./reconcile-books";
import type { Difference } from "./reconcile-rules";

/** A comparison may fail for a day; an agreement older than this says nothing. */
const staleMs = 2 * dayMs;

/**
 * What the last comparison with the gateways left open, and the accounts with payments whose books were not compared lately: for
 * the operator, who waits for an answer.
 */
export async function listStoredDifferences(scope: Scope): Promise<Finding[]> {
  return [...(await listOpen(scope)), ...(await listUncompared(scope))];
}

async function listUncompared({ storeId, limit }: Scope): Promise<Finding[]> {
  const before = after(-staleMs);
  const rows = await withStore(
    storeId,
    (tx) => tx.$queryRaw<FoundRow[]>`
      select a.external_id as id, a.provider, r.compared::text as "comparedAt" from gateway_account a
      left join lateral (
        select max(finished_at) as compared from reconciliation_run r
        where r.store_id = a.store_id and r.gateway_account_id = a.id and r.status = 'done') r on true
      where a.store_id = ${storeId}::uuid and a.is_active and a.created_at < ${before}
        and a.onboarding ->> 'disabledReason' is distinct from 'disconnected' and coalesce(r.compared < ${before}, true)
        and exists (
          select 1 from payment_attempt p
          where p.store_id = a.store_id and p.gateway_account_id = a.id and p.submitted_at < ${before})
      order by a.id limit ${limit}`,
  );
  return toFindings(rows, { invariant: "I5", problem: "books_stale", kind: "account" });
}

async function listOpen({ storeId, limit }: Scope): Promise<Finding[]> {
  const rows = await withStore(
    storeId,
    (tx) => tx.$queryRaw<FoundRow[]>`
      select gateway_ref as id, kind as difference, gateway_captured_cents as "gatewayCaptured", our_captured_cents as "ourCaptured",
             gateway_refunded_cents as "gatewayRefunded", our_refunded_cents as "ourRefunded"
      from reconciliation_difference where store_id = ${storeId}::uuid and state = 'open' order by id limit ${limit}`,
  );
  return toFindings(rows, { invariant: "I5", problem: "books_differ", kind: "payment" });
}

/** What each gateway of the store says this moment. Throws when one does not answer: silence is not agreement. */
export async function listAskedDifferences({ storeId, limit }: Scope): Promise<Finding[]> {
  const since = new Date(Date.now() - dailyPeriodMs);
  const found: Finding[] = [];
  for (const accountId of await listAccountIds(storeId)) {
    const books = await readBooks(storeId, accountId, since);
    if (!books.ok) throw new Error(`the books of account ${accountId} are ${books.code}`);
    const { differences } = await compareBooks(storeId, accountId, { listed: books.value, since });
    found.push(...differences.map(toFinding));
  }
  return found.slice(0, limit);
}

async function listAccountIds(storeId: StoreId): Promise<string[]> {
  const rows = await withStore(storeId, (tx) => tx.gatewayAccount.findMany({ where: { storeId }, select: { id: true } }));
  return rows.map(({ id }) => id);
}

function toFinding({ gatewayRef, kind, there, here }: Difference): Finding {
  const figures = { gatewayCaptured: there.capturedCents, ourCaptured: here.capturedCents };
  const refunds = { gatewayRefunded: there.refundedCents, ourRefunded: here.refundedCents };
  return {
    invariant: "I5",
    problem: "books_differ",
    kind: "payment",
    id: gatewayRef,
    detail: { difference: kind, ...figures, ...refunds },
  };
}

/** Products that shoppers may find whose document in the index is missing or of another version, once changes had time to arrive. */
export async function listStaleDocuments({ storeId, before, limit }: Scope): Promise<Finding[]> {
  const rows = await withStore(
    storeId,
    (tx) => tx.$queryRaw<FoundRow[]>`
      select p.id::text, p.version, max(d.version) as indexed from product p
      left join search_document d on d.store_id = p.store_id and d.product_id = p.id
      where p.store_id = ${storeId}::uuid and p.status = 'active' and p.updated_at <= ${before}
      group by p.store_id, p.id having max(d.version) is distinct from p.version order by p.id limit ${limit}`,
  );
  return toFindings(rows, { invariant: "I12", problem: "index_behind", kind: "product" });
}

/** For a person who waits: the stored comparisons. */
export const storedPorts: InvariantPorts = { listBookDifferences: listStoredDifferences, listStaleProducts: listStaleDocuments };
/** For fault runs: the gateways themselves. */
export const askedPorts: InvariantPorts = { listBookDifferences: listAskedDifferences, listStaleProducts: listStaleDocuments };
