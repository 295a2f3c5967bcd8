import { describe, expect, it } from "vitest";
import { checkAnswer, checkNotice } from "@/tests/contract/pagarme/answer-check";

const refused = (body: unknown) => checkAnswer({ method: "GET", path: "/orders/or_1", status: 404, body });

describe("the check of Pagar.me's answers", () => {
  it("takes what is described, and nothing beside it", () => {
    expect(refused({ message: "Order not found." })).toEqual([]);
    expect(refused({ message: "Order not found.", hint: "" })).toHaveLength(1);
    expect(refused({ error: "Order not found." })).toHaveLength(1);
  });

  it("knows no answer of an operation that is not described", () => {
    expect(checkAnswer({ method: "GET", path: "/orders/or_1/secrets", status: 200, body: {} })).toHaveLength(1);
  });

  it("takes no order without charges, and no notice of an event that nobody documents", () => {
    expect(checkAnswer({ method: "GET", path: "/orders/or_1", status: 200, body: { id: "or_1" } })).toHaveLength(1);
    expect(checkNotice({ id: "hook_1", type: "order.melted", data: {} })).toHaveLength(1);
  });
});
