import { setCoupon } from "@/lib/checkout/commands";
import { payAgain } from "@/lib/checkout/pay-again";
import { type PlaceCode, type PlacedOrder, type PlaceRequest, placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import type { Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { chargeAttempt } from "@/lib/payments/charge";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import type { Settled } from "@/lib/payments/settle";
import type { StoreView } from "@/lib/stores/types";
import { type CartWish, makeCheckout, placing, quoted } from "@/tests/factories/checkout";
import { productInputOf, variantInputOf } from "@/tests/factories/product-input";
import { saveProduct } from "@/tests/factories/saved-product";
import type { Merchant } from "./merchant";

export const cards = { approved: "4000000000000010", refused: "4000000000000028", later: "4000000000000036", disputed: "4000000000000069" };

/** Saved by the command, with its events, so that the index hears of it. Answers the variant's id. */
export async function stockUp(store: StoreView, units: number, priceCents = 10_000): Promise<string> {
  const variants = [variantInputOf({ priceCents, stockDelta: units, isTracked: true, optionValues: [] })];
  const product = await saveProduct(store, productInputOf({ title: `Good ${newId().slice(-6)}`, variants }));
  return product.variants[0]?.id ?? "";
}

/** What a shop may answer to a buyer who did nothing wrong. */
export const refusals: readonly string[] = ["cart_empty", "quote_changed", "out_of_stock", "coupon_invalid", "shipping_required"];

export type Visit = {
  wishes: CartWish[];
  method?: PaymentMethod;
  instalments?: number;
  coupon?: string;
  /** How often "Pay now" is pressed at once. */
  clicks?: number;
  /** What happens between the quote and the click. */
  meanwhile?: () => Promise<void>;
};

/** A checkout filled in as far as choosing a way to pay, or the reason why the shop would not. */
export async function fillIn(
  merchant: Merchant,
  { wishes, coupon }: Visit,
): Promise<Omit<PlaceRequest, "method" | "instalments"> | string> {
  try {
    const checkout = await makeCheckout(merchant.store, merchant.rateId, wishes);
    if (!coupon) return checkout;
    if (!(await setCoupon(merchant.store, checkout.cartToken, coupon)).ok) return checkout;
    return { ...checkout, ...(await quoted(merchant.store, checkout.cartToken)) };
  } catch (error) {
    const code = error instanceof Error ? error.message : "";
    if (refusals.includes(code) || code === "no checkout") return code;
    throw error;
  }
}

export function methodOf(merchant: Merchant, wanted?: PaymentMethod): PaymentMethod {
  return merchant.provider === "stripe" ? "hosted" : (wanted ?? "pix");
}

/** Places an order as impatient people do. All clicks must lead to one order. Null when the shop refused. */
export async function place(merchant: Merchant, visit: Visit): Promise<PlacedOrder | null> {
  const filled = await fillIn(merchant, visit);
  if (typeof filled === "string") return null;
  await visit.meanwhile?.();
  const request = placing(filled, methodOf(merchant, visit.method), visit.instalments ?? 1);
  const clicks = Array.from({ length: visit.clicks ?? 1 }, () => placeOrder(merchant.store, request));
  return theOneOrder(await Promise.all(clicks));
}

function theOneOrder(outcomes: readonly Result<PlacedOrder, PlaceCode>[]): PlacedOrder | null {
  const placed = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.code]));
  const strange = codes.find((code) => !refusals.includes(code));
  if (strange) throw new Error(`the shop answered ${strange}`);
  const ids = new Set(placed.map(({ orderId }) => orderId));
  if (ids.size > 1) throw new Error(`one checkout became ${ids.size} orders`);
  return placed[0] ?? null;
}

/** Asks the gateway for the money, `clicks` times at once: one of them may do it. */
export async function charge(
  merchant: Merchant,
  attemptId: string,
  { card, clicks = 1 }: { card?: string; clicks?: number } = {},
): Promise<Settled | null> {
  const cardToken = card ? await merchant.cardToken(card) : null;
  const context = { orderUrl: "http://shop.test/orders/t", cardToken };
  const answers = await Promise.all(Array.from({ length: clicks }, () => chargeAttempt(merchant.store.id, attemptId, context)));
  const made = answers.filter((answer) => answer !== null);
  if (made.length > 1) throw new Error(`${made.length} clicks charged one attempt`);
  return made[0] ?? null;
}

/** Pays the same order again in another way, where the shop lets it. Answers the new attempt. */
export async function tryAgain(
  merchant: Merchant,
  orderId: string,
  { method, card }: { method?: PaymentMethod; card?: string },
): Promise<string | null> {
  const wanted = methodOf(merchant, method);
  const opened = await payAgain(merchant.store.id, { orderId, method: wanted, instalments: 1 });
  if (!opened.ok) return null;
  await charge(merchant, opened.value, wanted === "card" && card ? { card } : {});
  return opened.value;
}

export async function makeCoupon(store: StoreView, code: string, maxUses: number): Promise<void> {
  const coupon = { storeId: store.id, id: newId(), code, kind: "fixed", amountCents: 700, maxUses };
  await withStore(store.id, (tx) => tx.coupon.create({ data: coupon }));
}
