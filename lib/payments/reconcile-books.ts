import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { openGateway } from "./accounts";
import type { ListedPayment } from "./gateways/books";
import { listPaidSides, matchPayments } from "./reconcile-match";
import { type Difference, differencesOf, type Matched } from "./reconcile-rules";

/** Payments of one comparison; more is asked for in shorter periods. */
const maxListed = 50_000;

export type BooksCode = "unreachable" | "too_many";

/** All payments that the gateway lists for an account since then. Outside any transaction. */
export async function readBooks(storeId: StoreId, accountId: string, since: Date): Promise<Result<ListedPayment[], BooksCode>> {
  const { gateway, credentials } = await openGateway(storeId, accountId);
  const listed: ListedPayment[] = [];
  for (let cursor: string | null = null; listed.length < maxListed; ) {
    const answer = await gateway.listPayments(credentials, { since, cursor });
    if (answer.kind === "unknown") return fail("unreachable");
    listed.push(...answer.payments);
    if (answer.next === null) return ok(listed);
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
