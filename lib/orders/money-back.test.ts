import { describe, expect, it } from "vitest";
import { moneyBackOf } from "./money-back";

const paid = { capturedCents: 1000, refundedCents: 0, refunds: [] };
const refund = (status: string, amountCents = 1000) => ({ status, amountCents });

describe("what becomes of the money of an order without goods", () => {
  it.each([
    ["nothing when nothing was paid", { ...paid, capturedCents: 0 }, "none"],
    ["it is here until the store decides", paid, "here"],
    ["it is on its way when all of it was asked back", { ...paid, refunds: [refund("requested")] }, "under_way"],
    ["it is on its way when all of it went", { ...paid, refundedCents: 1000, refunds: [refund("settled")] }, "under_way"],
    ["it needs a bank account", { ...paid, refunds: [refund("needs_data")] }, "account"],
    ["a part alone leaves the rest here", { ...paid, refunds: [refund("submitted", 400)] }, "here"],
    ["a refund that failed or was withdrawn gives nothing back", { ...paid, refunds: [refund("failed"), refund("withdrawn")] }, "here"],
  ])("%s", (_name, money, back) => {
    expect(moneyBackOf(money)).toBe(back);
  });
});
