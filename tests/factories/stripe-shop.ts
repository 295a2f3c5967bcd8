import { expect } from "vitest";
import { placeOrder } from "@/lib/checkout/place";
import { chargeAttempt } from "@/lib/payments/charge";
import { findPayment } from "@/lib/payments/queries";
import type { PaymentTerms } from "@/lib/payments/terms";
import type { StoreView } from "@/lib/stores/types";
import { MERCHANT } from "@/tests/contract/stripe/harness";
import { payWith } from "@/tests/contract/stripe/shopper";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";

/** A store that is paid through the sandbox's merchant. */
export async function makeStripeShop(terms: Partial<PaymentTerms> = {}): Promise<StoreView> {
  const store = await makeStore();
  await makeAccount(store, { provider: "stripe", externalId: MERCHANT, publicKey: "", secretKey: "" }, terms);
  return store;
}

/** An order of 115.00 whose shopper paid on Stripe's page with a card; nothing of it was settled yet. */
export async function payOnPage(store: StoreView, card: string): Promise<{ orderId: string; attemptId: string }> {
  const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000 }] });
  const placed = await placeOrder(store, placing(await makeCheckout(store, await makeRate(store), [{ variantId }]), "hosted"));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  const { orderId, attemptId } = placed.value;
  await chargeAttempt(store.id, attemptId, { orderUrl: "http://shop.test/orders/t", cardToken: null });
  const page = (await findPayment(store.id, orderId))?.attempts[0]?.redirectUrl ?? "";
  expect((await payWith(page, card)).status).toBe(303);
  return { orderId, attemptId };
}
