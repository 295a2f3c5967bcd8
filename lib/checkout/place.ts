import { emptyCart } from "@/lib/cart/commands";
import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { hashToken } from "@/lib/core/seal";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { reserveStock } from "@/lib/inventory/holds";
import { openOrderToken } from "@/lib/orders/tokens";
import type { PaymentAccount } from "@/lib/payments/accounts";
import { insertAttempt } from "@/lib/payments/attempts";
import { deadlinesOf } from "@/lib/payments/deadlines";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { settleFreeOrder, startHold } from "@/lib/payments/start";
import type { StoreView } from "@/lib/stores/types";
import { lockCart } from "./commands";
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
  const cartId = await lockCart(tx, store.id, request.cartToken);
  const checkout = await lockCheckout(tx, store.id, request.checkoutId);
  if (!cartId || checkout?.cartId !== cartId) throw new Refused("not_found");
  if (checkout.status === "placed") return placedBefore(tx, store.id, checkout.id);
  if (checkout.status !== "quoted" || !checkout.email) throw new Refused("incomplete");

  const draft = await readDraft(tx, store.id, hashToken(request.cartToken), checkout);
  const { quote, totals, account } = agreedTerms(draft, checkout.address, request);
  const { payableUntil, heldUntil } = deadlinesOf(request.method, account.terms);
  const order = await insertOrder(tx, store, { checkout, quote, totals });
  const reserved = await reserveStock(tx, store.id, order.id, quote.lines, heldUntil);
  if (!reserved.ok) throw new Refused("out_of_stock");
  if (quote.coupon && draft.coupon && !(await takeCoupon(tx, store.id, draft.coupon.id, order.id))) throw new Refused("coupon_invalid");
  await emptyCart(tx, store.id, cartId);
  await closeCheckout(tx, store.id, { id: checkout.id, method: request.method });
  const { id: orderId, token, paymentId } = order;
  if (totals.totalCents === 0) {
    await settleFreeOrder(tx, store.id, orderId);
    return { orderId, token, attemptId: null };
  }
  await startHold(tx, store.id, orderId, heldUntil);
  const { method, instalments } = request;
  const attempt = {
    paymentId,
    order,
    attemptNo: 1,
    accountId: account.id,
    method,
    amountCents: totals.totalCents,
    instalments,
    payableUntil,
  };
  return { orderId, token, attemptId: await insertAttempt(tx, store.id, attempt) };
}

/** Waits for whoever places this checkout now; then reads what they left. */
async function lockCheckout(tx: StoreTx, storeId: StoreId, id: string) {
  await tx.$queryRaw`select 1 from checkout where store_id = ${storeId}::uuid and id = ${id}::uuid for update`;
  return tx.checkout.findUnique({ where: { storeId_id: { storeId, id } } });
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

async function closeCheckout(tx: StoreTx, storeId: StoreId, { id, method }: { id: string; method: string }): Promise<void> {
  await tx.checkout.update({
    where: { storeId_id: { storeId, id } },
    data: { status: "placed", placedAt: new Date(), paymentMethod: method, person: {}, address: {}, email: null },
  });
}
