import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListedPayment } from "./gateways/books";
import { differencesOf, kindOf, type OurSide, sumOf } from "./reconcile-rules";

const listed = (wanted: Partial<ListedPayment> = {}): ListedPayment => ({
  gatewayRef: "or_1",
  otherRefs: ["ch_1"],
  reference: "7-1-abc",
  currency: "BRL",
  capturedCents: 1000,
  refundedCents: 0,
  isDisputed: false,
  createdAt: new Date(0),
  ...wanted,
});
const ours = (wanted: Partial<OurSide> = {}): OurSide => ({
  attemptId: "a1",
  orderId: "o1",
  gatewayRef: "or_1",
  reference: "7-1-abc",
  currency: "BRL",
  capturedCents: 1000,
  refundedCents: 0,
  isDisputed: false,
  isDisputeOver: false,
  ...wanted,
});
const cents = fc.integer({ min: 0, max: 5000 });
const side = fc.record({ capturedCents: cents, refundedCents: cents, isDisputed: fc.boolean() });

describe("comparing two books", () => {
  it("finds nothing exactly where both say the same", () => {
    fc.assert(
      fc.property(side, side, (there, here) => {
        const isSame = JSON.stringify(there) === JSON.stringify(here);
        expect(kindOf(there, { ...here, isDisputeOver: false }) === null).toBe(isSame);
      }),
    );
  });

  it("names the amount taken before the amount given back, and that before a dispute", () => {
    const here = ours({ capturedCents: 900, refundedCents: 100, isDisputed: true });
    expect(differencesOf([{ listed: listed(), ours: here }], [])).toMatchObject([{ kind: "captured" }]);
    expect(differencesOf([{ listed: listed(), ours: ours({ refundedCents: 100 }) }], [])).toMatchObject([{ kind: "refunded" }]);
    expect(differencesOf([{ listed: listed({ isDisputed: true }), ours: ours() }], [])).toMatchObject([{ kind: "disputed" }]);
  });

  it("finds nothing about a dispute that is over and won, whether the gateway still tells of it or not", () => {
    const won = ours({ isDisputed: true, isDisputeOver: true });
    for (const isDisputed of [true, false]) expect(differencesOf([{ listed: listed({ isDisputed }), ours: won }], [])).toEqual([]);
  });

  it("adds up refused tries and the one that was paid", () => {
    const tries = [listed({ capturedCents: 0 }), listed({ gatewayRef: "or_2" })];
    expect(sumOf(tries)).toEqual({ capturedCents: 1000, refundedCents: 0, isDisputed: false });
    expect(
      differencesOf(
        tries.map((one) => ({ listed: one, ours: ours() })),
        [ours()],
      ),
    ).toEqual([]);
  });

  it("shows an attempt that was paid twice at the gateway", () => {
    const twice = [listed(), listed({ gatewayRef: "or_2" })].map((one) => ({ listed: one, ours: ours() }));
    expect(differencesOf(twice, [])).toMatchObject([{ kind: "captured", there: { capturedCents: 2000 }, here: { capturedCents: 1000 } }]);
  });

  it("shows money of nobody here, and leaves aside what was never paid", () => {
    expect(differencesOf([{ listed: listed(), ours: null }], [])).toMatchObject([{ kind: "unknown_here", attemptId: null }]);
    expect(differencesOf([{ listed: listed({ capturedCents: 0 }), ours: null }], [])).toEqual([]);
  });

  it("shows money that the gateway does not list", () => {
    expect(differencesOf([], [ours()])).toMatchObject([{ kind: "unknown_there", attemptId: "a1" }]);
  });
});
