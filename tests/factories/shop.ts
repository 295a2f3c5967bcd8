import { payAgain } from "@/lib/checkout/pay-again";
import { placeOrder } from "@/lib/checkout/place";
import { withStore } from "@/lib/db/transaction";
import { chargeAttempt } from "@/lib/payments/charge";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import type { Settled } from "@/lib/payments/settle";
import type { PaymentTerms } from "@/lib/payments/terms";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";

export const approved = "4000000000000010";
export const refused = "4000000000000028";

export type Bought = { orderId: string; attemptId: string; variantId: string; status: Settled | null };

/** A Brazilian store whose money goes to a sandbox, with the acts of its shoppers. */
export type Shop = {
  store: StoreView;
  rateId: string;
  accountId: string;
  /** A placed and charged order of one thing for 100.00, delivered for 15.00. */
  buy(wish?: { method?: PaymentMethod; card?: string; stock?: number; variantId?: string }): Promise<Bought>;
  charge(attemptId: string, card?: string): Promise<Settled | null>;
  /** Another attempt on the order, charged. */
  again(orderId: string, method: PaymentMethod, card?: string): Promise<string>;
  /** The shopper's bank pays. */
  pay(attemptId: string): Promise<void>;
  chargeId(attemptId: string): Promise<string>;
  endHold(orderId: string): Promise<void>;
};

/** Opens the shop on the sandbox's account. */
export async function openShop(sandbox: RunningSandbox, terms: Partial<PaymentTerms> = {}): Promise<Shop> {
  const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  const rateId = await makeRate(store);
  const { id: externalId, publicKey, secretKey } = sandbox.account;
  const accountId = await makeAccount(store, { externalId, publicKey, secretKey }, { boleto: true, ...terms });
  const charge: Shop["charge"] = async (attemptId, card) =>
    chargeAttempt(store.id, attemptId, { orderUrl: "http://shop.test/orders/t", cardToken: card ? await sandbox.token(card) : null });
  const chargeId = (attemptId: string) => chargeIdOf(store, sandbox, attemptId);
  return {
    store,
    rateId,
    accountId,
    charge,
    chargeId,
    buy: async ({ method = "pix", card, stock = 5, variantId: given } = {}) => {
      const variantId = given ?? (await makeProduct(store, { variants: [{ priceCents: 10_000, stock }] })).variantId;
      const placed = await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }]), method));
      if (!placed.ok || !placed.value.attemptId) throw new Error(placed.ok ? "nothing is owed" : placed.code);
      const { orderId, attemptId } = placed.value;
      return { orderId, attemptId, variantId, status: await charge(attemptId, card) };
    },
    again: async (orderId, method, card) => {
      const opened = await payAgain(store.id, { orderId, method, instalments: 1 });
      if (!opened.ok) throw new Error(opened.code);
      await charge(opened.value, card);
      return opened.value;
    },
    pay: async (attemptId) => sandbox.press(`/pay/${await chargeId(attemptId)}`, { action: "pay" }),
    endHold: async (orderId) => {
      const data = { expiresAt: new Date(Date.now() - 1000) };
      await withStore(store.id, (tx) => tx.order.update({ where: { storeId_id: { storeId: store.id, id: orderId } }, data }));
    },
  };
}

async function chargeIdOf(store: StoreView, sandbox: RunningSandbox, attemptId: string): Promise<string> {
  const where = { storeId_id: { storeId: store.id, id: attemptId } };
  const { gatewayRef } = await withStore(store.id, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where }));
  const answer = await sandbox.call("GET", `/orders/${gatewayRef}`);
  const [first] = answer.body.charges as { id: string }[];
  if (!first) throw new Error(`attempt ${attemptId} has no charge`);
  return first.id;
}
