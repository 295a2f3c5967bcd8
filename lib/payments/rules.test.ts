import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withAmount } from "@/lib/orders/rules";
import {
  attemptStatuses,
  flagsOf,
  isAbsenceProven,
  isCaptured,
  isFinal,
  type LedgerFact,
  nextStatus,
  pollDelayMs,
  summaryOf,
  sumsOf,
} from "./rules";

const captured: LedgerFact = { kind: "captured", gatewayRef: "ch_1", amountCents: 1000 };
const refund = (amountCents: number, gatewayRef = "re_1"): LedgerFact => ({ kind: "refunded", gatewayRef, amountCents });
const disputed: LedgerFact = { kind: "disputed", gatewayRef: "dp_1", amountCents: 1000 };
const told = fc.constantFrom("requires_action", "pending", "authorized", "captured", "failed", "expired", "voided") as fc.Arbitrary<
  "requires_action" | "pending" | "authorized" | "captured" | "failed" | "expired" | "voided"
>;

describe("the status of an attempt", () => {
  it("comes from the ledger once money was captured, whatever the gateway says", () => {
    fc.assert(
      fc.property(fc.constantFrom(...attemptStatuses), told, (current, word) => nextStatus(current, word, [captured]) === "captured"),
    );
  });

  it("turns an expired or failed attempt into a paid one when late money is proven", () => {
    expect(nextStatus("expired", "captured", [captured])).toBe("captured");
    expect(nextStatus("failed", "captured", [captured])).toBe("captured");
  });

  it("takes no word for money: captured without a fact is still pending", () => {
    expect(nextStatus("submitted", "captured", [])).toBe("pending");
  });

  it("never goes back, in whatever order old and new answers arrive", () => {
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 12 }), (words) => {
        let current = nextStatus("submitted", words[0] ?? "pending", []);
        for (const word of words.slice(1)) {
          const next = nextStatus(current, word, []);
          if (isFinal(current)) expect(next).toBe(current);
          current = next;
        }
      }),
    );
  });

  it("is found out after an answer was lost, and lost answers do not undo what is known", () => {
    expect(nextStatus("unknown", "failed", [])).toBe("failed");
    expect(nextStatus("unknown", "pending", [])).toBe("pending");
    expect(nextStatus("pending", "unknown", [])).toBe("pending");
  });

  it("follows refunds and disputes", () => {
    expect(nextStatus("captured", "captured", [captured, refund(400)])).toBe("partially_refunded");
    expect(nextStatus("captured", "captured", [captured, refund(400), refund(600, "re_2")])).toBe("refunded");
    expect(nextStatus("captured", "captured", [captured, disputed])).toBe("disputed");
    expect(nextStatus("disputed", "captured", [captured, disputed, { ...disputed, kind: "dispute_won" }])).toBe("won");
    expect(nextStatus("disputed", "captured", [captured, disputed, { ...disputed, kind: "dispute_lost" }])).toBe("lost");
  });

  it("only counts as captured when money was", () => {
    expect(attemptStatuses.filter(isCaptured)).toEqual(["captured", "partially_refunded", "refunded", "disputed", "won", "lost"]);
  });
});

describe("the money of an order", () => {
  const summary = (ledger: LedgerFact[]) => summaryOf({ amountCents: 1000, ledger, lastStatus: "captured" });

  it("is paid only when all of it came", () => {
    expect(summary([captured])).toBe("paid");
    expect(summary([{ ...captured, amountCents: 999 }])).toBe("pending");
    expect(flagsOf([], { amountCents: 1000, ledger: [{ ...captured, amountCents: 999 }] })).toEqual(["amount_mismatch"]);
  });

  it("is flagged as overpaid by a second capture, until the surplus went back", () => {
    const twice = [captured, { ...captured, gatewayRef: "ch_2" }];
    expect(flagsOf([], { amountCents: 1000, ledger: twice })).toEqual(["overpaid"]);
    expect(flagsOf(["overpaid"], { amountCents: 1000, ledger: [...twice, refund(1000)] })).toEqual([]);
  });

  it("keeps the flag of goods that cannot be delivered until all the money went back", () => {
    expect(flagsOf(["paid_unfulfillable"], { amountCents: 1000, ledger: [captured, refund(400)] })).toEqual(["paid_unfulfillable"]);
    expect(flagsOf(["paid_unfulfillable"], { amountCents: 1000, ledger: [captured, refund(1000)] })).toEqual([]);
  });

  it("keeps the flags that are not about sums", () => {
    expect(flagsOf(["address_problem"], { amountCents: 1000, ledger: [captured] })).toEqual(["address_problem"]);
  });
});

describe("a refund that comes back", () => {
  const reversed = (amountCents: number, gatewayRef = "re_1"): LedgerFact => ({ kind: "refund_reversed", gatewayRef, amountCents });

  it("counts as not given back: the attempt is paid again, or partly refunded by what remains", () => {
    expect(nextStatus("refunded", "captured", [captured, refund(1000), reversed(1000)])).toBe("captured");
    const partly = [captured, refund(600), refund(400, "re_2"), reversed(600)];
    expect(nextStatus("refunded", "captured", partly)).toBe("partially_refunded");
    expect(summaryOf({ amountCents: 1000, ledger: partly, lastStatus: "refunded" })).toBe("partially_refunded");
    expect(sumsOf(partly)).toEqual({ authorizedCents: 0, capturedCents: 1000, refundedCents: 400 });
  });

  it("leaves its flag until all money went back", () => {
    const ledger = [captured, refund(1000), reversed(1000)];
    expect(flagsOf(["refund_failed"], { amountCents: 1000, ledger })).toEqual(["refund_failed"]);
    expect(flagsOf(["refund_failed"], { amountCents: 1000, ledger: [...ledger, refund(1000, "re_2")] })).toEqual([]);
  });
});

describe("asking the gateway again", () => {
  it("goes on each hour for as long as money may be under way, and then once a day", () => {
    const now = new Date("2026-11-30T12:00:00Z");
    const clearedAt = new Date("2026-12-16T02:59:59Z");
    expect(pollDelayMs(400, clearedAt, now)).toBe(3_600_000);
    expect(pollDelayMs(400, clearedAt, clearedAt)).toBe(86_400_000);
    expect(pollDelayMs(50, clearedAt, clearedAt)).toBe(3_600_000);
  });

  it("proves that nothing was charged when nothing is found a second time, two minutes after the charge was sent", () => {
    const submittedAt = new Date("2026-11-30T12:00:00Z");
    const proven = (pollCount: number, seconds: number) =>
      isAbsenceProven({ pollCount, submittedAt }, new Date(submittedAt.getTime() + seconds * 1000));
    expect([proven(1, 35), proven(0, 600), proven(1, 119)]).toEqual([false, false, false]);
    expect(proven(1, 120)).toBe(true);
  });

  it("happens after 30 seconds, 2 minutes, 10 minutes, then each hour", () => {
    expect([0, 1, 2, 3, 50].map((count) => pollDelayMs(count))).toEqual([30_000, 120_000, 600_000, 3_600_000, 3_600_000]);
  });
});

describe("an order paid in another way than it was placed", () => {
  it("keeps goods, delivery and coupon, and adds up", () => {
    const cents = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(cents, cents, cents, cents, (subtotalCents, shippingCents, coupon, amountCents) => {
        const discountCents = Math.min(coupon, subtotalCents);
        const sums = { subtotalCents, shippingCents, discountCents, methodDiscountCents: 0, interestCents: 0, totalCents: 0 };
        const next = withAmount(sums, amountCents);
        expect(next.totalCents).toBe(next.subtotalCents + next.shippingCents - next.discountCents + next.interestCents);
        expect(next.discountCents - next.methodDiscountCents).toBe(discountCents);
      }),
    );
  });
});
