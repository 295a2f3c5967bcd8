import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";

/** The invariants of shared/CHECKOUT.md, by their names there. */
export const invariantIds = ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12"] as const;
export type InvariantId = (typeof invariantIds)[number];

export const findingKinds = [
  "account",
  "variant",
  "checkout",
  "order",
  "payment",
  "attempt",
  "refund",
  "notice",
  "coupon",
  "product",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** A row that breaks an invariant. `problem` is a code; sentences are in the `reconciliation` catalogue under `problems.*`. */
export type Finding = {
  invariant: InvariantId;
  problem: string;
  kind: FindingKind;
  id: string;
  /** The figures that contradict each other, for a person who looks into it. */
  detail: Record<string, string | number>;
};

export type Scope = { storeId: StoreId; before: Date; limit: number };
export type TableCheck = (tx: StoreTx, scope: Scope) => Promise<Finding[]>;

/** What lies outside the database, answered by whoever asks: tests ask the sandboxes, the operator the last comparison. */
export type InvariantPorts = {
  /** Payments of which a gateway and the ledger say different things. */
  listBookDifferences(scope: Scope): Promise<Finding[]>;
  /** Products that the index has in another version than the catalogue. */
  listStaleProducts(scope: Scope): Promise<Finding[]>;
};

/** A row of a check's query: the id, and figures under the names of `detail`. */
export type FoundRow = { id: string } & Record<string, string | number | null>;

export function toFindings(rows: readonly FoundRow[], as: Pick<Finding, "invariant" | "problem" | "kind">): Finding[] {
  return rows.map(({ id, ...figures }) => {
    const told = Object.entries(figures).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    return { ...as, id, detail: Object.fromEntries(told) };
  });
}
