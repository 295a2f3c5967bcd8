import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { dayMs, hourMs } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { readAttention } from "@/lib/orders/attention";
import { mailOrderCancelledConsumer } from "@/lib/orders/consumers";
import { listOrders } from "@/lib/orders/list";
import { mailCaptureDueConsumer, mailOrderAuthorizedConsumer, mailOrderFlaggedConsumer } from "@/lib/orders/merchant-consumers";
import { startMailbox, type TestMailbox } from "@/tests/factories/mailbox";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { makeMember } from "@/tests/factories/person";
import { approved } from "@/tests/factories/shop";
import { cancelOrder } from "./cancel-order";
import { captureOrder } from "./capture";
import { settleAttempt } from "./settle";

let mailbox: TestMailbox;
let shop: PagarmeShop;
let owner: { email: string };
beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await startPagarmeShop({ capture: "manual", lateMoney: "hold" });
  owner = await makeMember(shop.store, "owner");
});
afterAll(async () => {
  await shop.close();
  await mailbox.close();
});

const toMerchant = async (orderId: string) => (await mailbox.to(owner.email)).filter(({ text }) => text.includes(orderId));
const delivery = <Payload>(payload: Payload) => ({ eventId: newId(), storeId: shop.store.id, payload, retried: 0 });

/** The newest event of this name about the order. */
async function eventOf(name: string, orderId: string) {
  const where = { name, payload: { path: ["orderId"], equals: orderId } };
  return withPlatform((tx) => tx.outboxEvent.findFirstOrThrow({ where, orderBy: { id: "desc" } }));
}

it("money that is held is told to the merchant, on the home page too, and again a day before it is let go", async () => {
  const before = await readAttention(shop.store);
  const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
  expect(await readAttention(shop.store)).toMatchObject({ toCapture: before.toCapture + 1, awaitingPayment: before.awaitingPayment });
  const due = await eventOf("order.capture_due", orderId);
  const until = (await shop.read(orderId)).expiresAt?.getTime() ?? 0;
  expect(due.notBefore?.getTime()).toBe(until - dayMs);
  expect(until - Date.now()).toBeGreaterThan(5 * dayMs - 2 * hourMs);

  const payload = { storeId: shop.store.id, orderId, attemptId };
  await mailOrderAuthorizedConsumer(delivery((await eventOf("order.authorized", orderId)).payload));
  await mailOrderAuthorizedConsumer(delivery(payload));
  await mailCaptureDueConsumer(delivery(due.payload));
  expect((await toMerchant(orderId)).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/reservados no cartão/),
    expect.stringMatching(/Último dia/),
  ]);
});

it("money that was taken in time is not asked for again", async () => {
  const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
  expect((await captureOrder(shop.store.id, orderId, newId())).ok).toBe(true);
  await mailCaptureDueConsumer(delivery({ storeId: shop.store.id, orderId, attemptId }));
  expect(await toMerchant(orderId)).toEqual([]);
});

it("an amount that does not fit is told with what to do, once while it stands", async () => {
  const { orderId, attemptId } = await shop.buy();
  await shop.sandbox.press(`/pay/${await shop.chargeId(attemptId)}`, { action: "smaller" });
  await settleAttempt(shop.store.id, attemptId);
  await settleAttempt(shop.store.id, attemptId);
  expect(await shop.events("order.flagged", orderId)).toBe(1);
  await mailOrderFlaggedConsumer(delivery((await eventOf("order.flagged", orderId)).payload));
  const mails = await toMerchant(orderId);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toMatch(/chegaram R\$\s52,50 em vez de R\$\s105,00/);

  await shop.inPanel(attemptId, { action: "refund", amount: "" });
  await settleAttempt(shop.store.id, attemptId);
  await mailOrderFlaggedConsumer(delivery({ storeId: shop.store.id, orderId, flag: "amount_mismatch" as const }));
  expect(await toMerchant(orderId)).toHaveLength(1);
});

it("a cancelled boleto's shopper is told that the store needs a bank account, and the merchant sees that it is missing", async () => {
  const { orderId, attemptId } = await shop.buy({ method: "boleto" });
  await shop.pay(attemptId);
  await settleAttempt(shop.store.id, attemptId);
  const before = await readAttention(shop.store);
  expect((await cancelOrder(shop.store.id, { orderId, actorId: newId(), restock: true })).ok).toBe(true);
  expect((await readAttention(shop.store)).awaitingAccount).toBe(before.awaitingAccount + 1);
  expect((await listOrders(shop.store.id, { state: "awaiting_account", page: 1 })).items).toMatchObject([{ id: orderId }]);

  await mailOrderCancelledConsumer(delivery({ storeId: shop.store.id, orderId }));
  const person = await withStore(shop.store.id, (tx) =>
    tx.orderPerson.findUniqueOrThrow({ where: { storeId_orderId: { storeId: shop.store.id, orderId } } }),
  );
  const [mail] = (await mailbox.to(person.email ?? "")).filter(({ subject }) => subject.includes("cancelado"));
  expect(mail?.text).toContain("precisa dos dados da sua conta");
});
