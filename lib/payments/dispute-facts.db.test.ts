import { afterAll, beforeAll, expect, it } from "vitest";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import type { DisputeStatus, MoneyFact, PaymentState } from "./gateways/port";
import { findPayment } from "./queries";
import { applyAnswer } from "./settle";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

const openedAt = new Date("2026-11-20T12:00:00Z");
const opened: MoneyFact = { kind: "disputed", gatewayRef: "du_1", amountCents: 11_500, currency: "BRL", occurredAt: openedAt };

/** What a gateway says of a paid attempt whose dispute stands so. */
const told = (gatewayRef: string, status: DisputeStatus, facts: MoneyFact[]): PaymentState => ({
  gatewayRef,
  status: "captured",
  facts,
  display: {},
  expiresAt: null,
  failure: null,
  unknownWord: null,
  disputes: [{ gatewayRef: "du_1", status, reason: "fraudulent", amountCents: 11_500, respondBy: null, openedAt }],
  failedRefunds: [],
});

it.each(["inquiry", "under_review"] as const)(
  "an inquiry (%s) that becomes a chargeback is told once more: the money left",
  async (before) => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: "4000000000000010" });
    const { gatewayRef } = (await shop.read(orderId)).payment?.attempts[0] ?? {};
    const apply = async (status: DisputeStatus, facts: MoneyFact[] = []) => {
      await applyAnswer(shop.store.id, attemptId, { kind: "state", state: told(gatewayRef ?? "", status, facts) });
      return shop.events("dispute.opened", orderId);
    };
    expect(await apply("inquiry")).toBe(1);
    expect(await apply(before)).toBe(1);
    expect((await shop.read(orderId)).paymentState).toBe("paid");

    expect(await apply("needs_response", [opened])).toBe(2);
    expect(await apply("needs_response", [opened])).toBe(2);
    expect(await shop.read(orderId)).toMatchObject({ paymentState: "disputed", flags: ["disputed"] });
    expect((await findPayment(shop.store.id, orderId))?.disputes).toMatchObject([{ status: "needs_response" }]);
    expect(await apply("under_review", [opened])).toBe(2);
  },
);
