import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { after, dayMs } from "@/lib/core/time";
import type { ReconciliationRunModel } from "@/lib/db/generated/models";
import { withStore } from "@/lib/db/transaction";
import { OutsideSilent } from "@/lib/events/failures";
import { record } from "@/lib/events/outbox";
import { type BooksCode, type Comparison, compareBooks, readBooks } from "./reconcile-books";
import { examineOlder } from "./reconcile-older";
import { recheckAttempt } from "./reconcile-recheck";
import { type Difference, dailyDays, wasBehind } from "./reconcile-rules";
import { writeOutcome } from "./reconcile-write";

/** The daily comparison lists payments made within this time; older ones are asked about one by one (`examineOlder`). */
export const dailyPeriodMs = dailyDays * dayMs;
/** Payments asked about one by one in a run; the rest stays listed for the next. */
const maxRechecks = 500;

/**
 * Asks for a comparison of an account's books with ours since then; the queue does it. Fails with `not_found` for an account that
 * the store has not, and `running` while one that began within the last hour is not done.
 */
export async function requestReconciliation(
  storeId: StoreId,
  request: { accountId: string; since: Date; requestedBy: string | null },
): Promise<Result<string, "not_found" | "running">> {
  const { accountId, since, requestedBy } = request;
  return withStore(storeId, async (tx) => {
    const [account] = await tx.$queryRaw<{ id: string }[]>`
      select id::text from gateway_account where store_id = ${storeId}::uuid and id = ${accountId}::uuid for update`;
    if (!account) return fail("not_found");
    const running = { storeId, gatewayAccountId: accountId, status: "running", startedAt: { gt: after(-dayMs / 24) } };
    if ((await tx.reconciliationRun.count({ where: running })) > 0) return fail("running");
    const id = newId();
    await tx.reconciliationRun.create({ data: { storeId, id, gatewayAccountId: accountId, trigger: "person", requestedBy, since } });
    await record(tx, "reconciliation.requested", { storeId, runId: id });
    return ok(id);
  });
}

/** A difference, and whether asking again settled it. */
export type Examined = { difference: Difference; isRepaired: boolean };

/**
 * Does a comparison: lists the gateway's payments, compares them with the ledger, asks again about each that differs (which
 * repairs what a lost notice left behind), then about older payments, and keeps the rest as open differences. Safe to do again.
 * Throws while the gateway is silent, with the run marked as failed, so that the queue tries later. Keys that the gateway does not
 * take any more end the run as `refused`: that is the merchant's to mend.
 */
export async function reconcileAccount(storeId: StoreId, runId: string): Promise<void> {
  const run = await withStore(storeId, (tx) => tx.reconciliationRun.findUniqueOrThrow({ where: { storeId_id: { storeId, id: runId } } }));
  if (run.status === "done") return;
  const books = await readBooks(storeId, run.gatewayAccountId, run.since);
  if (!books.ok) return giveUp(storeId, runId, books.code);

  const comparison = await compareBooks(storeId, run.gatewayAccountId, { listed: books.value, since: run.since });
  const examined: Examined[] = [];
  for (const [index, difference] of comparison.differences.entries()) {
    examined.push(...(index < maxRechecks ? await examine(storeId, difference, comparison) : [{ difference, isRepaired: false }]));
  }
  const older = await examineOlder(storeId, run);
  await writeOutcome(storeId, run satisfies ReconciliationRunModel, { comparison, examined, older });
}

/** Nothing when the list had only been older than the ledger: both sides agree and nothing had to be written. */
async function examine(storeId: StoreId, difference: Difference, { matched }: Comparison): Promise<Examined[]> {
  const { attemptId } = difference;
  if (attemptId === null) return [{ difference, isRepaired: false }];
  const paidTwice = matched.filter(({ ours, listed }) => ours?.attemptId === attemptId && listed.capturedCents > 0).length > 1;
  const again = await recheckAttempt(storeId, attemptId);
  if (paidTwice || again.kind === "silent") return [{ difference, isRepaired: false }];
  if (again.kind === "differs") return [{ difference: again.difference, isRepaired: false }];
  return wasBehind(difference) ? [{ difference, isRepaired: true }] : [];
}

/** Silence may end, so it throws; a refusal and a list that is too long stay what they are when asked again. */
async function giveUp(storeId: StoreId, runId: string, failure: BooksCode): Promise<void> {
  const data = { status: "failed", failure, finishedAt: new Date() };
  await withStore(storeId, (tx) => tx.reconciliationRun.update({ where: { storeId_id: { storeId, id: runId } }, data }));
  if (failure === "unreachable") throw new OutsideSilent("the gateway did not list its payments");
}
