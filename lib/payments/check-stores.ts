import { isId, toStoreId } from "@/lib/core/ids";
import { minuteMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import { storedPorts } from "./invariant-ports";
import { type Finding, type InvariantId, invariantIds } from "./invariant-types";
import { checkInvariants, type InvariantResult } from "./invariants";

/** Stores of one check: each is a few dozen questions, and a person waits. */
const maxStores = 100;
/** Messages and timers may be this late before it is a violation. */
const graceMs = 15 * minuteMs;
/** Rows shown of one invariant over all stores. */
const maxShown = 50;

export type StoreFinding = Finding & { store: { name: string; slug: string } };
export type CheckedInvariant = { id: InvariantId; findings: StoreFinding[]; hasMore: boolean };
export type StoresCheck = {
  checkedAt: Date;
  checkedCount: number;
  storeCount: number;
  invariants: CheckedInvariant[];
  /** The last store of this check, where there are more to check after it. */
  next: string | null;
};

/**
 * Evaluates the invariants over the stores that sell, `most` at a time and the newest first: for the operator's button. `from` is
 * `next` of the check before; anything else begins anew.
 */
export async function checkStores({ from = null, most = maxStores }: { from?: string | null; most?: number } = {}): Promise<StoresCheck> {
  const where = { status: { in: ["active", "suspended"] } };
  const older = from !== null && isId(from) ? { id: { lt: from } } : {};
  const { found, storeCount } = await withPlatform(async (tx) => ({
    storeCount: await tx.store.count({ where }),
    found: await tx.store.findMany({
      where: { ...where, ...older },
      orderBy: { id: "desc" },
      select: { id: true, name: true, slug: true },
      take: most + 1,
    }),
  }));
  const stores = found.slice(0, most);
  const checked: { store: StoreFinding["store"]; results: InvariantResult[] }[] = [];
  for (const { id, name, slug } of stores) {
    checked.push({ store: { name, slug }, results: await checkInvariants(toStoreId(id), { graceMs, ports: storedPorts }) });
  }
  const invariants = invariantIds.map((id): CheckedInvariant => {
    const own = checked.flatMap(({ store, results }) => results.filter((result) => result.id === id).map((result) => ({ store, result })));
    const findings = own.flatMap(({ store, result }) => result.findings.map((finding) => ({ ...finding, store })));
    return { id, findings: findings.slice(0, maxShown), hasMore: findings.length > maxShown || own.some(({ result }) => result.hasMore) };
  });
  const next = found.length > most ? (stores.at(-1)?.id ?? null) : null;
  return { checkedAt: new Date(), checkedCount: stores.length, storeCount, invariants, next };
}
