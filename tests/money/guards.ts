// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts looked for are source code, with its placeholders.

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

const uncountedCoupon: Mutant["patches"] = [
  { file: "lib/checkout/coupons.ts", find: "and (max_uses is null or used < max_uses) and (starts_at", replace: "and (starts_at" },
];

/** Every guard that is taken away once, and the staged faults it is for. */
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
    guard: "ask-first replay of dead letters (alone)",
    patches: [
      {
        file: "lib/payments/ask-first.ts",
        find: 'if (attempts.length === 0) return "nothing_to_ask";',
        replace: 'if (attempts.length >= 0) return "nothing_to_ask";',
      },
    ],
    statements: [],
    drills: ["replayed after a day"],
  },
  {
    name: "ask-before-resend",
    guard: "the question before a refund is sent again, and the age after which it is not",
    patches: [
      {
        file: "lib/payments/poll.ts",
        find: "const status = await settleOrCancel(storeId, attemptId);",
        replace: 'const status: Settled = "captured";',
      },
      {
        file: "lib/payments/due-refunds.ts",
        find: 'await applyAnswer(storeId, refund.attemptId, answer);\n  if (answer.kind !== "state") return false;',
        replace: "",
      },
      {
        file: "lib/payments/due-refunds.ts",
        find: "if (ageMs >= forgottenMs) await endUnanswered(storeId, refund);\n  else if",
        replace: "if",
      },
      {
        file: "lib/payments/due-refunds.ts",
        find: "const resendableMs = forgottenMs - hourMs;",
        replace: "const resendableMs = 30 * dayMs;",
      },
    ],
    statements: [],
    drills: ["goes off a day late"],
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
  {
    name: "payment-lock",
    guard: "the payment's row lock",
    patches: [
      { file: "lib/payments/attempts.ts", find: "and order_id = ${orderId}::uuid for update", replace: "and order_id = ${orderId}::uuid" },
      { file: "lib/payments/attempts.ts", find: " for update of payment", replace: "" },
    ],
    statements: [],
    drills: ["ten askers", "racing partial refunds"],
  },
  {
    name: "charge-claim",
    guard: "the claim of the one call that charges",
    patches: [{ file: "lib/payments/charge.ts", find: 'chargeable.attempt.status !== "created" || ', replace: "" }],
    statements: [],
    drills: ["double click"],
  },
  {
    name: "refundable-sum",
    guard: "the sum that may still be given back",
    patches: [{ file: "lib/payments/refund-facts.ts", find: "if (left === 0 || amountCents > left) return null;", replace: "" }],
    statements: [],
    drills: ["racing partial refunds"],
  },
  {
    name: "captured-below-owed",
    guard: "goods only for the whole price",
    patches: [{ file: "lib/payments/settle.ts", find: "isNewMoney && standingCents(all) >= owedCents", replace: "isNewMoney" }],
    statements: [],
    drills: ["a smaller amount"],
  },
  {
    name: "coupon",
    guard: "conditional use of a coupon (its condition, and the CHECK behind it)",
    patches: uncountedCoupon,
    statements: ["ALTER TABLE coupon DROP CONSTRAINT coupon_used"],
    drills: ["last use of a coupon"],
  },
  {
    name: "coupon-check-alone",
    guard: "conditional use of a coupon alone (the CHECK stays)",
    patches: uncountedCoupon,
    statements: [],
    drills: ["last use of a coupon"],
  },
  {
    name: "notice-store",
    guard: "a notice reaches the store of its own account alone",
    patches: [
      {
        file: "lib/payments/notices.ts",
        find: "findMany({ where: { provider, externalId }",
        replace: "findMany({ where: { provider }",
      },
    ],
    statements: [],
    drills: ["another store's order"],
  },
  {
    name: "notice-secret",
    guard: "the proof that a notice comes from the gateway (Basic credentials, signature)",
    patches: [
      {
        file: "app/api/webhooks/pagarme/[account]/route.ts",
        find: 'if (!hasNoticeCredential(request.headers.get("authorization"), account.noticeSecret)) {',
        replace: 'if (request.headers.get("authorization") === "never") {',
      },
      {
        file: "lib/payments/gateways/stripe-notice.ts",
        find: "return stripe().webhooks.constructEvent(body, signature, secret);",
        replace: "return JSON.parse(body);",
      },
    ],
    statements: [],
    drills: ["another store's order"],
  },
  {
    name: "dispute-kind",
    guard: "a dispute in the ledger takes part in what an order is",
    patches: [
      {
        file: "lib/payments/rules.ts",
        find: 'return ledger.filter(({ kind, gatewayRef }) => kind === "disputed" && !decided.has(gatewayRef));',
        replace: "return [];",
      },
    ],
    statements: [],
    drills: ["a dispute at the gateway"],
  },
  {
    name: "reversal-kind",
    guard: "a refund that came back is no refund any more",
    patches: [{ file: "lib/payments/rules.ts", find: ' - sum("refund_reversed")', replace: "" }],
    statements: [],
    drills: ["a refund that was made comes back"],
  },
];
