import { expect, it } from "vitest";
import { after, dayMs } from "@/lib/core/time";
import { deadlinesOf } from "@/lib/payments/deadlines";
import { defaultTerms } from "@/lib/payments/terms";
import { isPayable } from "./payable";

it("lets an order be paid in another way for as long as the longest boleto holds its goods, whenever it was placed", () => {
  for (let day = 0; day < 366; day++) {
    const placedAt = after(day * dayMs, new Date("2026-01-01T23:30:00-03:00"));
    const { heldUntil } = deadlinesOf("boleto", { ...defaultTerms, boletoDays: 15 }, placedAt);
    expect(isPayable({ status: "awaiting_payment", placedAt }, heldUntil)).toBe(true);
  }
});

it("lets an order that ended be paid for a week, and one that is paid or cancelled never", () => {
  const placedAt = new Date("2026-11-22T12:00:00Z");
  expect(isPayable({ status: "expired", placedAt }, after(7 * dayMs - 1, placedAt))).toBe(true);
  expect(isPayable({ status: "expired", placedAt }, after(7 * dayMs, placedAt))).toBe(false);
  expect(isPayable({ status: "confirmed", placedAt }, placedAt)).toBe(false);
  expect(isPayable({ status: "cancelled", placedAt }, placedAt)).toBe(false);
});
