import { describe, expect, it } from "vitest";
import { readFirstOrderId, readOrder } from "@/lib/payments/gateways/pagarme-order";

describe("reading Pagar.me's answers", () => {
  it("finds the order with exactly our reference, and the paid one should there be two", () => {
    const data = [
      { id: "or_3", code: "ref-10", status: "paid" },
      { id: "or_2", code: "ref-1", status: "failed" },
      { id: "or_1", code: "ref-1", status: "paid" },
    ];

    expect(readFirstOrderId({ data }, "ref-1")).toBe("or_1");
    expect(readFirstOrderId({ data }, "ref-100")).toBeNull();
    expect(readFirstOrderId({ message: "?" }, "ref-1")).toBeUndefined();
  });

  it("does not take something else for an order", () => {
    expect(readOrder({ message: "Not Found." })).toBeNull();
    expect(readOrder({ id: "or_1", charges: [] })).toBeNull();
    expect(readOrder({ id: "or_1", charges: [{ id: "ch_1", status: "paid", amount: 44.9 }] })).toBeNull();
  });
});
