import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { openGateway } from "./accounts";
import type { ListedPayment } from "./gateways/books";
import { listPaidSides, matchPayments } from "./reconcile-match";
import { type Difference, differencesOf, type Matched } from "./reconcile-rules";

/** Payments of one comparison; more is asked for in shorter periods. */
const maxListed = 50_000;

export type BooksCode = "unreachable" | "refused" | "too_many";

/**
 * All payments that the gateway lists for an account since then, each once. Outside any transaction. Fails with `unreachable` while
 * the gateway is silent, `refused` where it does not take the account's keys any more, and `too_many`.
 */
export async function readBooks(storeId: StoreId, accountId: string, since: Date): Promise<Result<ListedPayment[], BooksCode>> {
  const { gateway, credentials } = await openGateway(storeId, accountId);
  const listed = new Map<string, ListedPayment>();
  let told = 0;
  for (let cursor: string | null = null; told < maxListed; ) {
    const answer = await gateway.listPayments(credentials, { since, cursor });
    if (answer.kind !== "page") return fail(answer.kind === "refused" ? "refused" : "unreachable");
    for (const payment of answer.payments) listed.set([payment.gatewayRef, ...payment.otherRefs].join(" "), payment);
    told += answer.payments.length;
    if (answer.next === null) return ok([...listed.values()]);
    cursor = answer.next;
  }
  return fail("too_many");
}

export type Comparison = { listed: readonly ListedPayment[]; matched: readonly Matched[]; differences: Difference[] };

/** Compares what the gateway lists with our ledger as it is now. Reads alone. */
export async function compareBooks(
  storeId: StoreId,
  accountId: string,
  { listed, since }: { listed: readonly ListedPayment[]; since: Date },
): Promise<Comparison> {
  const matched = await matchPayments(storeId, accountId, listed);
  const expected = await listPaidSides(storeId, accountId, since);
  return { listed, matched, differences: differencesOf(matched, expected) };
}
