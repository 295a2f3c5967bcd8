import { describe, expect, it } from "vitest";
import { overtakenRequests, proposedRefund } from "./refund-rules";

const refund = (status: string, amountCents: number) => ({ id: `${status}-${amountCents}`, status, amountCents });

describe("the refund that is proposed", () => {
  it("is all that is left of the attempt", () => {
    const paid = { capturedCents: 1000, refundedCents: 300, refunds: [refund("settled", 300)] };
    expect(proposedRefund(700, paid, 1000)).toEqual({ amountCents: 700, isSurplus: false });
  });

  it("is the surplus where an order was paid twice, and the goods stay sold", () => {
    const paid = { capturedCents: 2000, refundedCents: 0, refunds: [] };
    expect(proposedRefund(1000, paid, 1000)).toEqual({ amountCents: 1000, isSurplus: true });
    expect(proposedRefund(1200, { ...paid, capturedCents: 1200 }, 1000)).toEqual({ amountCents: 200, isSurplus: true });
  });

  it("leaves out what is on its way back already", () => {
    const paid = { capturedCents: 2000, refundedCents: 0, refunds: [refund("submitted", 600), refund("withdrawn", 400)] };
    expect(proposedRefund(1000, paid, 1000)).toEqual({ amountCents: 400, isSurplus: true });
  });
});

describe("requests that wait for a bank account", () => {
  const sums = { capturedCents: 1000, refundedCents: 400 };

  it("stay while they fit beside what went back", () => {
    expect(overtakenRequests([refund("settled", 400), refund("needs_data", 600)], sums)).toEqual([]);
  });

  it("are over when they fit no longer, the older ones first in line", () => {
    const [first, second, third] = [refund("needs_data", 500), refund("needs_data", 200), refund("needs_data", 100)];
    expect(overtakenRequests([first, second, third], sums)).toEqual([second]);
    expect(overtakenRequests([first], { capturedCents: 1000, refundedCents: 1000 })).toEqual([first]);
  });

  it("leave room for what is on its way", () => {
    const waiting = refund("needs_data", 500);
    expect(overtakenRequests([refund("submitted", 200), waiting], sums)).toEqual([waiting]);
  });
});
