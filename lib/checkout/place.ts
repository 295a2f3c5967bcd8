import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { hashToken } from "@/lib/core/seal";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { StockLine } from "@/lib/inventory/rules";
import { freeUnits, takeUnits } from "@/lib/inventory/units";
import { openOrderToken } from "@/lib/orders/tokens";
import type { PaymentAccount } from "@/lib/payments/accounts";
import { type Deadlines, deadlinesOf } from "@/lib/payments/deadlines";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { settleFreeOrder } from "@/lib/payments/start";
import type { StoreView } from "@/lib/stores/types";
import { takeCoupon } from "./coupons";
import { type Draft, readDraft } from "./draft";
import { insertOrder, type OrderTotals } from "./insert-order";
import { priceMethod } from "./pricing";
import { priceMethodOf, type Quote, quoteOf } from "./quote";

export type PlaceRequest = {
  cartToken: string;
  checkoutId: string;
  /** Of the quote that the shopper saw. */
  quoteHash: string;
  method: PaymentMethod;
  instalments: number;
};

export type PlaceCode =
  | "not_found"
  | "cart_empty"
  | "incomplete"
  | "quote_changed"
  | "out_of_stock"
  | "coupon_invalid"
  | "method_unavailable";

export type PlacedOrder = {
  orderId: string;
  /** Of the order's page. */
  token: string;
  /** The attempt to charge; null when nothing is owed. */
  attemptId: string | null;
};

/** Undoes the transaction of a refused order; never leaves this file. */
class Refused extends Error {
  constructor(readonly code: PlaceCode) {
    super(code);
  }
}

/**
 * Makes the order of a checkout: one transaction, no network. A checkout that was placed answers its order, however often and from
 * however many tabs it is sent. Prices are read anew; `quote_changed` when they are not what the shopper saw, `out_of_stock` when
 * somebody was faster. Whatever the refusal, nothing is kept.
 */
export async function placeOrder(store: StoreView, request: PlaceRequest): Promise<Result<PlacedOrder, PlaceCode>> {
  try {
    return ok(await withStore(store.id, (tx) => place(tx, store, request)));
  } catch (error) {
    if (error instanceof Refused) return fail(error.code);
    throw error;
  }
}

async function place(tx: StoreTx, store: StoreView, request: PlaceRequest): Promise<PlacedOrder> {
  const checkout = await lockCheckout(tx, store.id, request);
  if (!checkout) throw new Refused("not_found");
  const { id, status, email } = checkout;
  if (status === "placed") return placedBefore(tx, store.id, id);
  if (status !== "quoted" || !email) throw new Refused("incomplete");

  const draft = await readDraft(tx, store.id, hashToken(request.cartToken), checkout);
  const { quote, totals, account } = agreedTerms(draft, checkout.address, request);
  const { method, instalments } = request;
  const deadlines = deadlinesOf(method, account.terms);
  if (!(await takeGoods(tx, store.id, quote.lines, deadlines))) throw new Refused("out_of_stock");
  const couponId = quote.coupon ? (draft.coupon?.id ?? null) : null;
  if (couponId && !(await takeCoupon(tx, store.id, couponId))) throw new Refused("coupon_invalid");

  const orderId = newId();
  const attempt = totals.totalCents > 0 ? { id: newId(), accountId: account.id, method, instalments, deadlines } : null;
  const heldUntil = deadlines.isHeld ? deadlines.heldUntil : null;
  const placing = { orderId, checkout: { ...checkout, email }, quote, totals, method, heldUntil, couponId, attempt };
  const token = await insertOrder(tx, store, placing);
  if (!attempt) await settleFreeOrder(tx, store.id, orderId);
  return { orderId, token, attemptId: attempt?.id ?? null };
}

type CheckoutRow = {
  id: string;
  cartId: string;
  status: string;
  email: string | null;
  person: unknown;
  address: unknown;
  shippingRateId: string | null;
  couponCode: string | null;
};

/** Waits for whoever changes the cart or places this checkout now, and reads what they left. Null when the cart is not in it. */
async function lockCheckout(tx: StoreTx, storeId: StoreId, { cartToken, checkoutId }: PlaceRequest): Promise<CheckoutRow | null> {
  const rows = await tx.$queryRaw<CheckoutRow[]>`
    select checkout.id::text, cart.id::text as "cartId", checkout.status, checkout.email::text, checkout.person, checkout.address,
      checkout.shipping_rate_id::text as "shippingRateId", checkout.coupon_code::text as "couponCode"
    from cart join checkout on checkout.store_id = cart.store_id and checkout.cart_id = cart.id
    where cart.store_id = ${storeId}::uuid and cart.token_hash = ${hashToken(cartToken)} and checkout.id = ${checkoutId}::uuid
    for update`;
  return rows[0] ?? null;
}

/** Takes the goods off sale. Where the store goes on selling until they are paid, they only have to be there now. */
async function takeGoods(tx: StoreTx, storeId: StoreId, lines: readonly StockLine[], { isHeld }: Deadlines): Promise<boolean> {
  const missing = await takeUnits(tx, storeId, lines);
  if (missing.length === 0 && !isHeld) await freeUnits(tx, storeId, lines);
  return missing.length === 0;
}

async function placedBefore(tx: StoreTx, storeId: StoreId, checkoutId: string): Promise<PlacedOrder> {
  const order = await tx.order.findUniqueOrThrow({
    where: { storeId_checkoutId: { storeId, checkoutId } },
    select: { id: true, tokenSealed: true },
  });
  const attempt = await tx.paymentAttempt.findFirst({
    where: { storeId, orderId: order.id },
    orderBy: { attemptNo: "desc" },
    select: { id: true },
  });
  return { orderId: order.id, token: openOrderToken(order), attemptId: attempt?.id ?? null };
}

type Agreed = { quote: Quote; totals: OrderTotals; account: PaymentAccount };

/** What the order costs, if it is still what the shopper agreed to. */
function agreedTerms(draft: Draft, address: unknown, { quoteHash, method, instalments }: PlaceRequest): Agreed {
  if (draft.lines.length === 0) throw new Refused("cart_empty");
  const quote = quoteOf(draft, countryOf(address));
  if (!quote.shipping) throw new Refused("incomplete");
  if (quote.hash !== quoteHash) throw new Refused("quote_changed");
  const option = quote.payOptions.find((one) => one.method === method);
  const isOffered = option && (method === "card" ? option.instalments.some(({ count }) => count === instalments) : instalments === 1);
  if (!draft.account || !isOffered) throw new Refused("method_unavailable");
  const { subtotalCents, shippingCents, discountCents: couponCents } = quote.totals;
  const totals = priceMethod({ subtotalCents, shippingCents, couponCents }, priceMethodOf(method, instalments), draft.account.terms);
  return { quote, totals, account: draft.account };
}

function countryOf(address: unknown): string {
  const { country } = Object(address) as { country?: unknown };
  return typeof country === "string" ? country : "";
}
