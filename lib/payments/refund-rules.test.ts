import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { madeElsewhere, type NamedRefund, refOfMade, refundableCents, refundsThatFailed, settledRefunds } from "./refund-rules";
import type { LedgerFact } from "./rules";

describe("refunds", () => {
  const [first, second] = [
    { id: "a", amountCents: 500, status: "submitted" },
    { id: "b", amountCents: 500, status: "unknown" },
  ];

  it("are settled when what went back covers all that are on their way", () => {
    expect(settledRefunds([first, second], 1000)).toEqual({ settledIds: ["a", "b"], madeElsewhereCents: 0 });
  });

  it("are not mistaken for one another: a sum that covers one settles the one that the gateway named", () => {
    expect(settledRefunds([first, second], 500)).toEqual({ settledIds: [], madeElsewhereCents: 0 });
    expect(settledRefunds([first, second], 500, "b")).toEqual({ settledIds: ["b"], madeElsewhereCents: 0 });
  });

  it("are not settled before they were sent", () => {
    expect(settledRefunds([{ ...first, status: "requested" }], 500).settledIds).toEqual([]);
  });

  it("tell of money given back at the gateway itself, but only when none of ours is on its way", () => {
    expect(settledRefunds([], 700)).toEqual({ settledIds: [], madeElsewhereCents: 700 });
    expect(settledRefunds([{ ...first, amountCents: 800 }], 700).madeElsewhereCents).toBe(0);
  });

  it("can never exceed what was captured, however they are split", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.array(fc.integer({ min: 1, max: 5000 })), (capturedCents, wishes) => {
        const made: { amountCents: number; status: string }[] = [];
        for (const amountCents of wishes)
          if (amountCents <= refundableCents(capturedCents, made, 0)) made.push({ amountCents, status: "requested" });
        expect(made.reduce((sum, each) => sum + each.amountCents, 0)).toBeLessThanOrEqual(capturedCents);
      }),
    );
  });

  it("count money that went back elsewhere", () => {
    expect(refundableCents(1000, [{ amountCents: 200, status: "settled" }], 700)).toBe(300);
  });
});

const row = (id: string, amountCents: number, status: string, gatewayRef: string | null = null): NamedRefund => ({
  id,
  amountCents,
  status,
  gatewayRef,
});
const made = (gatewayRef: string, amountCents: number): LedgerFact => ({ kind: "refunded", gatewayRef, amountCents });
const cameBack = (gatewayRef: string, amountCents: number): LedgerFact => ({ kind: "refund_reversed", gatewayRef, amountCents });

describe("a refund that the gateway could not make", () => {
  const failed = [{ gatewayRef: "re_1", amountCents: 500 }];

  it("is the one with its id, whatever another one's amount is", () => {
    const rows = [row("a", 500, "settled", "re_1"), row("b", 500, "submitted")];
    expect(refundsThatFailed(rows, failed, 0)).toEqual([{ id: "a", gatewayRef: "re_1" }]);
  });

  it("is the newest of its amount that is under way, where no id is known", () => {
    const rows = [row("a", 500, "failed"), row("b", 500, "submitted"), row("c", 400, "unknown")];
    expect(refundsThatFailed(rows, failed, 0)).toEqual([{ id: "b", gatewayRef: "re_1" }]);
  });

  it("is not one that was made while all that counts as made went back", () => {
    const rows = [row("a", 500, "settled")];
    expect(refundsThatFailed(rows, failed, 500)).toEqual([]);
    expect(refundsThatFailed(rows, failed, 0)).toEqual([{ id: "a", gatewayRef: "re_1" }]);
  });

  it("ends once, and each ends one of ours", () => {
    expect(refundsThatFailed([row("a", 500, "failed", "re_1"), row("b", 500, "submitted")], failed, 0)).toEqual([]);
    const twice = [...failed, { gatewayRef: "re_2", amountCents: 500 }];
    const rows = [row("a", 500, "submitted"), row("b", 500, "submitted")];
    expect(refundsThatFailed(rows, twice, 0).map(({ id }) => id)).toEqual(["b", "a"]);
  });
});

describe("money given back at the gateway itself", () => {
  it("is written down refund by refund, so that one of them can come back", () => {
    const facts = [made("re_1", 300), made("re_2", 200), made("re_3", 100), cameBack("re_3", 100)];
    expect(madeElsewhere(facts, [], 500)).toEqual([
      { amountCents: 300, gatewayRef: "re_1" },
      { amountCents: 200, gatewayRef: "re_2" },
    ]);
    expect(madeElsewhere(facts, [row("a", 300, "settled", "re_1")], 200)).toEqual([{ amountCents: 200, gatewayRef: "re_2" }]);
  });

  it("is one refund where the facts do not tell its parts", () => {
    expect(madeElsewhere([made("ch_1", 300)], [], 200)).toEqual([{ amountCents: 200, gatewayRef: null }]);
    expect(madeElsewhere([made("ch_1", 300)], [], 0)).toEqual([]);
  });

  it("names a refund of ours whose answer was lost by its amount, once", () => {
    const facts = [made("re_1", 300), made("re_2", 300)];
    expect(refOfMade(facts, [], 300)).toBe("re_1");
    expect(refOfMade(facts, [row("a", 300, "settled", "re_1")], 300)).toBe("re_2");
    expect(refOfMade(facts, [], 200)).toBeNull();
  });
});
