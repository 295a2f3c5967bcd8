import { toStoreId } from "@/lib/core/ids";
import { minuteMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import { storedPorts } from "./invariant-ports";
import { type Finding, type InvariantId, invariantIds } from "./invariant-types";
import { checkInvariants, type InvariantResult } from "./invariants";

/** Stores of one check: each is a few dozen questions, and a person waits. */
const maxStores = 200;
/** Messages and timers may be this late before it is a violation. */
const graceMs = 15 * minuteMs;
/** Rows shown of one invariant over all stores. */
const maxShown = 50;

export type StoreFinding = Finding & { store: { name: string; slug: string } };
export type CheckedInvariant = { id: InvariantId; findings: StoreFinding[]; hasMore: boolean };
export type StoresCheck = { checkedAt: Date; checkedCount: number; storeCount: number; invariants: CheckedInvariant[] };

/** Evaluates the invariants over the stores that sell, the newest first, `maxStores` at most: for the operator's button. */
export async function checkStores(): Promise<StoresCheck> {
  const where = { status: { in: ["active", "suspended"] } };
  const { stores, storeCount } = await withPlatform(async (tx) => ({
    storeCount: await tx.store.count({ where }),
    stores: await tx.store.findMany({
      where,
      orderBy: { createdAt: "desc" },
      select: { id: true, name: true, slug: true },
      take: maxStores,
    }),
  }));
  const checked: { store: StoreFinding["store"]; results: InvariantResult[] }[] = [];
  for (const { id, name, slug } of stores) {
    checked.push({ store: { name, slug }, results: await checkInvariants(toStoreId(id), { graceMs, ports: storedPorts }) });
  }
  const invariants = invariantIds.map((id): CheckedInvariant => {
    const own = checked.flatMap(({ store, results }) => results.filter((result) => result.id === id).map((result) => ({ store, result })));
    const findings = own.flatMap(({ store, result }) => result.findings.map((finding) => ({ ...finding, store })));
    return { id, findings: findings.slice(0, maxShown), hasMore: findings.length > maxShown || own.some(({ result }) => result.hasMore) };
  });
  return { checkedAt: new Date(), checkedCount: stores.length, storeCount, invariants };
}
