import { describe, expect, it } from "vitest";
import { hasNoticeCredential, readPagarmeNotice } from "@/lib/payments/gateways/pagarme-notice";

const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

describe("a notification of Pagar.me", () => {
  it("points at the order, from an order's event and from a charge's", () => {
    const base = { id: "hook_1", account: { id: "acc_1", name: "Aurora" }, created_at: "2026-11-22T12:00:00" };
    const hint = { eventId: "hook_1", accountId: "acc_1", reference: "ref-1", gatewayRef: "or_1" };

    expect(readPagarmeNotice({ ...base, type: "order.paid", data: { id: "or_1", code: "ref-1" } })).toEqual({
      ...hint,
      kind: "order.paid",
    });
    expect(
      readPagarmeNotice({ ...base, type: "charge.paid", data: { id: "ch_1", code: "other", order: { id: "or_1", code: "ref-1" } } }),
    ).toEqual({ ...hint, kind: "charge.paid" });
  });

  it("carries no reference when it is about something else, and is nothing when it is not readable", () => {
    expect(readPagarmeNotice({ id: "hook_1", type: "customer.created", data: { id: "cus_1" } })).toMatchObject({
      reference: null,
      gatewayRef: null,
    });
    expect(readPagarmeNotice({ id: "hook_1", type: "order.paid" })).toBeNull();
    expect(readPagarmeNotice("order.paid")).toBeNull();
  });

  it("is taken with exactly the merchant's credentials", () => {
    expect(hasNoticeCredential(basic("aurora:s3cret:x"), "aurora:s3cret:x")).toBe(true);
    expect(hasNoticeCredential(basic("aurora:other"), "aurora:s3cret")).toBe(false);
    expect(hasNoticeCredential("Bearer s3cret", "aurora:s3cret")).toBe(false);
    expect(hasNoticeCredential(null, "aurora:s3cret")).toBe(false);
  });

  it("is never taken where no credentials were set", () => {
    expect(hasNoticeCredential(basic(":"), ":")).toBe(false);
    expect(hasNoticeCredential(basic(""), "")).toBe(false);
  });
});
