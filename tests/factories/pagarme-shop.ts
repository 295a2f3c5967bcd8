import { placeOrder } from "@/lib/checkout/place";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { chargeAttempt } from "@/lib/payments/charge";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import type { Settled } from "@/lib/payments/settle";
import type { PaymentTerms } from "@/lib/payments/terms";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";

export type Buying = { method?: PaymentMethod; card?: string; stock?: number };
export type Bought = { orderId: string; attemptId: string; variantId: string; status: Settled | null };

/** A Brazilian store that takes money by Pagar.me's sandbox, and what its shoppers do. */
export type PagarmeShop = Awaited<ReturnType<typeof startPagarmeShop>>;

/** Call it once per file, before anything reads the environment. Pix is ten per cent cheaper unless the terms say otherwise. */
export async function startPagarmeShop(terms: Partial<PaymentTerms> = {}) {
  const sandbox = await startGateway();
  const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  const rateId = await makeRate(store);
  const { id: externalId, publicKey, secretKey } = sandbox.account;
  const accountId = await makeAccount(store, { externalId, publicKey, secretKey }, { boleto: true, pixDiscountPercent: 10, ...terms });
  const charge = async (attemptId: string, card?: string) => {
    const cardToken = card ? await sandbox.token(card) : null;
    return chargeAttempt(store.id, attemptId, { orderUrl: "http://aurora.localhost/orders/t", cardToken });
  };
  return {
    sandbox,
    store,
    rateId,
    accountId,
    charge,
    ...readersOf(store),
    ...payersOf(store, sandbox),
    buy: buyerIn({ store, rateId, charge }),
    close: sandbox.close,
  };
}

type Till = { store: StoreView; rateId: string; charge(attemptId: string, card?: string): Promise<Settled | null> };

/** Places and charges an order of one thing for 100.00, delivered for 15.00. */
function buyerIn({ store, rateId, charge }: Till) {
  return async ({ method = "pix", card, stock = 5 }: Buying = {}): Promise<Bought> => {
    const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000, stock }] });
    const placed = await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }]), method));
    if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
    const { orderId, attemptId } = placed.value;
    return { orderId, attemptId, variantId, status: await charge(attemptId, card) };
  };
}

function readersOf(store: StoreView) {
  const storeId = store.id;
  return {
    read: (orderId: string) =>
      withStore(storeId, (tx) =>
        tx.order.findUniqueOrThrow({
          where: { storeId_id: { storeId, id: orderId } },
          include: {
            payment: { include: { ledger: true, attempts: { orderBy: { attemptNo: "asc" } }, refunds: true } },
            timeline: true,
            holds: true,
          },
        }),
      ),
    stockOf: async (variantId: string) => {
      const where = { storeId_variantId: { storeId, variantId } };
      const { onHand, reserved } = await withStore(storeId, (tx) => tx.inventoryLevel.findUniqueOrThrow({ where }));
      return { onHand, reserved };
    },
    events: (name: string, orderId: string) =>
      withPlatform((tx) => tx.outboxEvent.count({ where: { name, payload: { path: ["orderId"], equals: orderId } } })),
    endHold: (orderId: string) =>
      withStore(storeId, (tx) =>
        tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { expiresAt: new Date(Date.now() - 1000) } }),
      ),
  };
}

function payersOf(store: StoreView, sandbox: RunningSandbox) {
  const chargeIdOf = async (attemptId: string): Promise<string> => {
    const { gatewayRef } = await withStore(store.id, (tx) =>
      tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id: attemptId } } }),
    );
    const answer = await sandbox.call("GET", `/orders/${gatewayRef}`);
    const [first] = answer.body.charges as { id: string }[];
    return first?.id ?? "";
  };
  return {
    chargeIdOf,
    payPix: async (attemptId: string) => sandbox.press(`/pay/${await chargeIdOf(attemptId)}`, { action: "pay" }),
    /** What a person does in Pagar.me's dashboard. */
    inPanel: async (attemptId: string, form: Record<string, string>) => sandbox.press(`/panel/${await chargeIdOf(attemptId)}`, form),
  };
}
