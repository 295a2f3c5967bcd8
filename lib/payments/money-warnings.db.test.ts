import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { mailDisputeOpenedConsumer, mailRefundFailedConsumer } from "@/lib/orders/consumers";
import { startMailbox, type TestMailbox } from "@/tests/factories/mailbox";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { makeMember } from "@/tests/factories/person";
import { findPayment } from "./queries";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

let mailbox: TestMailbox;
let shop: PagarmeShop;
let owner: { email: string };
beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await startPagarmeShop();
  owner = await makeMember(shop.store, "owner");
});
afterAll(async () => {
  await shop.close();
  await mailbox.close();
});

const approved = "4000000000000010";
const paymentOf = async (orderId: string) => {
  const payment = await findPayment(shop.store.id, orderId);
  if (!payment) throw new Error("no payment");
  return payment;
};

it("the merchant is told once that a payment is disputed, how much, and where to look, and anew when an inquiry becomes a chargeback", async () => {
  const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
  await shop.inPanel(attemptId, { action: "chargeback" });
  await settleAttempt(shop.store.id, attemptId);
  const disputeId = (await paymentOf(orderId)).disputes[0]?.id;
  const tell = async (stage: "inquiry" | "needs_response") => {
    const payload = { storeId: shop.store.id, orderId, disputeId, stage };
    await mailDisputeOpenedConsumer({ eventId: newId(), storeId: shop.store.id, payload, retried: 0 });
    return (await mailbox.to(owner.email)).filter(({ text }) => text.includes(orderId));
  };
  await tell("inquiry");
  const mails = await tell("inquiry");
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toMatch(/R\$\s115,00.*disputa/);
  expect(mails[0]?.text).toContain(`/admin/${shop.store.slug}/orders/${orderId}`);

  await tell("needs_response");
  expect(await tell("needs_response")).toHaveLength(2);
});

it("the merchant is told once that a refund came back", async () => {
  const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
  await shop.sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_later" } });
  const asked = await requestRefund(shop.store.id, attemptId, { amountCents: 4000, reason: "", restock: false, requestedBy: null });
  if (!asked.ok) throw new Error(asked.code);
  await submitRefund(shop.store.id, asked.value);
  await shop.sandbox.advance(3600);
  await settleAttempt(shop.store.id, attemptId);
  for (let times = 0; times < 2; times++) {
    const payload = { storeId: shop.store.id, orderId, refundId: asked.value };
    await mailRefundFailedConsumer({ eventId: newId(), storeId: shop.store.id, payload, retried: 0 });
  }
  const mails = (await mailbox.to(owner.email)).filter(({ text }) => text.includes(orderId));
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toMatch(/R\$\s40,00.*voltou/);
});
