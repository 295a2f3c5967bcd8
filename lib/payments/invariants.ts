import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { bookChecks } from "./invariant-books";
import { moneyChecks } from "./invariant-money";
import { orderChecks } from "./invariant-orders";
import { stockChecks } from "./invariant-stock";
import { timeChecks } from "./invariant-time";
import type { Finding, InvariantId, InvariantPorts, Scope, TableCheck } from "./invariant-types";
import { invariantIds } from "./invariant-types";

/** Rows of one invariant that are told; more are counted as "and more". */
export const maxFindings = 50;

export type InvariantResult = {
  id: InvariantId;
  /** The rows concerned, `maxFindings` at most. Empty: it holds. */
  findings: Finding[];
  hasMore: boolean;
};

export type CheckRequest = {
  /**
   * What is on its way is no violation yet: a timer may be late, a message under way, by this long. Zero where nothing runs (the
   * end of a fault run).
   */
  graceMs: number;
  ports: InvariantPorts;
};

const tableChecks: readonly TableCheck[] = [...stockChecks, ...moneyChecks, ...orderChecks, ...timeChecks];

/**
 * Evaluates the twelve invariants of the checkout over one store, each with a bounded number of set-based questions. Nothing is
 * changed. The gateway's books and the search index's versions come through the ports.
 */
export async function checkInvariants(storeId: StoreId, { graceMs, ports }: CheckRequest): Promise<InvariantResult[]> {
  const scope: Scope = { storeId, before: new Date(Date.now() - graceMs), limit: maxFindings + 1 };
  const found: Finding[] = [];
  for (const check of tableChecks) found.push(...(await withStore(storeId, (tx) => check(tx, scope))));
  for (const check of bookChecks) found.push(...(await check(ports, scope)));
  return invariantIds.map((id) => {
    const findings = found.filter((finding) => finding.invariant === id);
    return { id, findings: findings.slice(0, maxFindings), hasMore: findings.length > maxFindings };
  });
}
