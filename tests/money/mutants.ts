// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts looked for are source code, with its placeholders.
import path from "node:path";
import type { Plugin } from "vitest/config";
import { asOwner } from "./owner";

/** A guard of the protocol, and what a run does without it. Source is changed in memory and the test's own database is weakened: no file changes. */
export type Mutant = {
  name: string;
  guard: string;
  patches: readonly { file: string; find: string; replace: string }[];
  statements: readonly string[];
  /** Words of the staged faults that the guard is for. */
  drills: readonly string[];
};

const unconditionalStock: Mutant["patches"] = [
  {
    file: "lib/inventory/units.ts",
    find: "and (not is_tracked or allow_backorder or on_hand - reserved >= quantity)",
    replace: "",
  },
];

const unlockedCheckout: Mutant["patches"] = [
  {
    file: "lib/checkout/place.ts",
    find: "and checkout.id = ${checkoutId}::uuid\n    for update",
    replace: "and checkout.id = ${checkoutId}::uuid",
  },
  {
    file: "lib/checkout/commands.ts",
    find: "token_hash = ${hashToken(cartToken)} for update",
    replace: "token_hash = ${hashToken(cartToken)}",
  },
];

export const mutants: readonly Mutant[] = [
  {
    name: "stock",
    guard: "conditional stock update (its condition, and the CHECK behind it)",
    patches: unconditionalStock,
    statements: ["ALTER TABLE inventory_level DROP CONSTRAINT inventory_level_reserved"],
    drills: ["last two units", "more than there is"],
  },
  {
    name: "stock-check-alone",
    guard: "conditional stock update alone (the CHECK stays)",
    patches: unconditionalStock,
    statements: [],
    drills: ["last two units", "more than there is"],
  },
  {
    name: "checkout-lock",
    guard: "checkout lock (the locks on cart and checkout, and the unique order per checkout)",
    patches: unlockedCheckout,
    statements: ["DROP INDEX order_store_id_checkout_id_key"],
    drills: ["double click"],
  },
  {
    name: "checkout-lock-alone",
    guard: "checkout lock alone (the unique order per checkout stays)",
    patches: unlockedCheckout,
    statements: [],
    drills: ["double click"],
  },
  {
    name: "ledger",
    guard: "ledger uniqueness (the question for known facts, and the unique index)",
    patches: [{ file: "lib/payments/ledger.ts", find: "newFacts(known, told)", replace: "newFacts([], told)" }],
    statements: ["DROP INDEX ledger_entry_store_id_payment_id_kind_gateway_ref_key"],
    drills: ["ten askers"],
  },
  {
    name: "inbox",
    guard: "inbox uniqueness (ON CONFLICT, and the unique index)",
    patches: [
      {
        file: "lib/payments/notices.ts",
        find: "on conflict (store_id, gateway_account_id, gateway_event_id) do nothing",
        replace: "",
      },
    ],
    statements: ["DROP INDEX gateway_notice_store_id_gateway_account_id_gateway_event_id_key"],
    drills: ["ten times"],
  },
  {
    name: "ask-first",
    guard: "ask-first replay (the question before a refund is sent again, and the age after which it is not)",
    patches: [
      {
        file: "lib/payments/poll.ts",
        find: "const status = await settleOrCancel(storeId, attemptId);",
        replace: 'const status: Settled = "captured";',
      },
      {
        file: "lib/payments/refunds.ts",
        find: 'if (status !== "requested" && (await settleAttempt(storeId, attemptId)) === "silent") return;',
        replace: "",
      },
      { file: "lib/payments/refunds.ts", find: "const resendableMs = dayMs;", replace: "const resendableMs = 30 * dayMs;" },
    ],
    statements: [],
    drills: ["replayed after a day"],
  },
  {
    name: "hold-expiry",
    guard: "hold expiry order (the gateway is asked, and open payments are ended, before goods go back to sale)",
    patches: [
      {
        file: "lib/payments/expire.ts",
        find: "const outcome = await endAttempts(storeId, orderId);",
        replace: 'const outcome: string = "ended";',
      },
      {
        file: "lib/payments/expire.ts",
        find: 'if (outcome === "open" || (await hasOpenAttempt(tx, storeId, orderId)))',
        replace: 'if (outcome === "open")',
      },
    ],
    statements: [],
    drills: ["the hold ends while", "last moment"],
  },
];

export function findMutant(name: string): Mutant | null {
  if (name === "") return null;
  const mutant = mutants.find((one) => one.name === name);
  if (!mutant) throw new Error(`there is no mutant ${name}`);
  return mutant;
}

/** Changes the source as it is loaded. A patch that finds nothing, or more than one place, is an error: the guard has moved. */
export function mutate({ patches }: Mutant, root: string): Plugin {
  return {
    name: "money-mutant",
    enforce: "pre",
    transform(code, id) {
      const mine = patches.filter(({ file }) => id.split("?")[0] === path.join(root, file));
      if (mine.length === 0) return null;
      return mine.reduce((changed, { file, find, replace }) => {
        const parts = changed.split(find);
        if (parts.length !== 2) throw new Error(`${file}: the guard was found ${parts.length - 1} times`);
        return parts.join(replace);
      }, code);
    },
  };
}

/** Takes the guard's part in the database away, in the database of this test alone. */
export async function weaken(name: string): Promise<void> {
  const mutant = findMutant(name);
  if (!mutant) return;
  await asOwner(...mutant.statements);
}
