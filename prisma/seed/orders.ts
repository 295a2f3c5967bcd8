import { saveDetails } from "@/lib/checkout/commands";
import { type PlacedOrder, placeOrder } from "@/lib/checkout/place";
import { findCheckout } from "@/lib/checkout/queries";
import { detailsSchema } from "@/lib/checkout/schema";
import { newId, type StoreId } from "@/lib/core/ids";
import { hashToken, newToken } from "@/lib/core/seal";
import { after, dayMs, hourMs, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { shipOrder } from "@/lib/orders/ship";
import { findDefaultAccount, type PaymentAccount } from "@/lib/payments/accounts";
import { chargeAttempt } from "@/lib/payments/charge";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { settleAttempt } from "@/lib/payments/settle";
import { requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";
import { closeOldNews } from "./events";
import { type Buyer, buyersOf, emailOf } from "./orders/buyers";
import { asIf } from "./orders/clock";
import { payWaiting, tokenOfCard, withoutNotices } from "./orders/sandbox";
import { type Random, randomOf } from "./pictures/random";
import type { DemoStore } from "./stores";

const orderCount = { aurora: 26, harbor: 22 } as const;
const spanDays = 46;
/** What is younger is still to be shipped. */
const shippedAfterDays = 2.5;

type Sale = { moment: Date; buyer: Buyer; method: PaymentMethod; random: Random };
type Seller = { store: StoreView; account: PaymentAccount; ownerId: string };

/**
 * Two months of sales, each through the checkout, the gateway's sandbox and the settling of its money, as if on its day. Left out
 * where orders are, or where no account takes money.
 */
export async function seedOrders(storeId: StoreId, demo: DemoStore, ownerId: string): Promise<void> {
  const account = await findDefaultAccount(storeId);
  const known = await withStore(storeId, (tx) => tx.order.count());
  if (!account || known > 0) return;

  const seller = { store: await requireStore(storeId), account, ownerId };
  await withoutNotices(account, async () => {
    for (const sale of salesOf(demo)) await sell(seller, sale);
  });
  await countSales(storeId);
  await closeOldNews(storeId);
}

/** The sales in the order of their days, more of them lately. The same for every installation, counted back from now. */
function salesOf(demo: DemoStore): Sale[] {
  const random = randomOf(`orders of ${demo.slug}`);
  const buyers = buyersOf(demo);
  const count = orderCount[demo.slug];
  const sales = Array.from({ length: count }, (_, index): Sale => {
    const daysAgo = spanDays * (1 - (index + 1) / count) ** 1.5;
    const moment = openingHour(daysAgo, random);
    const method: PaymentMethod = demo.currency === "USD" ? "hosted" : random() < 0.45 ? "pix" : "card";
    return { moment, method, random, buyer: pickOf(buyers, random) };
  });
  return sales.toSorted((one, other) => one.moment.getTime() - other.moment.getTime());
}

/** Some time between morning and night in the Americas, on the day so long ago; for a day that has not come so far, lately. */
function openingHour(daysAgo: number, random: Random): Date {
  const day = Math.floor((Date.now() - daysAgo * dayMs) / dayMs) * dayMs;
  const chosen = day + (13 + random() * 10) * hourMs;
  return new Date(chosen < Date.now() - hourMs ? chosen : Date.now() - (0.2 + random()) * hourMs);
}

function pickOf(buyers: readonly Buyer[], random: Random): Buyer {
  const buyer = buyers[Math.floor(random() * buyers.length)];
  if (!buyer) throw new Error("nobody buys");
  return buyer;
}

async function sell(seller: Seller, sale: Sale): Promise<void> {
  const { store, account, ownerId } = seller;
  const placed = await asIf(sale.moment, () => place(seller, sale));
  if (placed.attemptId) await pay(seller, { ...sale, attemptId: placed.attemptId });
  const shippedAt = sale.moment.getTime() + shippedAfterDays * dayMs * (0.4 + sale.random() * 0.6);
  if (shippedAt > Date.now() - hourMs) return;
  const carrier = account.provider === "pagarme" ? "Correios" : "USPS";
  const parcel = { orderId: placed.orderId, actorId: ownerId, carrier, trackingCode: trackingCode(sale), trackingUrl: "" };
  const shipped = await asIf(new Date(shippedAt), () => shipOrder(store.id, parcel));
  if (!shipped.ok) throw new Error(`a demo order cannot be shipped: ${shipped.code}`);
}

function trackingCode({ random, method }: Sale): string {
  const digits = String(Math.floor(random() * 1e9)).padStart(9, "0");
  return method === "hosted" ? `9400 1${digits}` : `AA${digits}BR`;
}

async function place({ store, account }: Seller, { buyer, method, random }: Sale): Promise<PlacedOrder> {
  const cartToken = await fillCart(store, random);
  const rate = await withStore(store.id, (tx) =>
    tx.shippingRate.findFirstOrThrow({ where: { isActive: true }, orderBy: { position: "asc" } }),
  );
  const typed = { ...buyer, ...buyer.place, email: emailOf(buyer), country: store.country, shippingRateId: rate.id };
  const saved = await saveDetails(store, cartToken, detailsSchema(store.country).parse(typed));
  const view = await findCheckout(store, cartToken);
  if (!saved.ok || !view?.id) throw new Error(`a demo checkout is refused: ${saved.ok ? "gone" : saved.code}`);
  const instalments = method === "card" && account.terms.maxInstalments > 1 && random() < 0.4 ? 2 : 1;
  const placed = await placeOrder(store, { cartToken, checkoutId: view.id, quoteHash: view.quote.hash, method, instalments });
  if (!placed.ok) throw new Error(`a demo order is refused: ${placed.code}`);
  return placed.value;
}

/** One to three things of which some remain. */
async function fillCart({ id: storeId }: StoreView, random: Random): Promise<string> {
  const token = newToken();
  await withStore(storeId, async (tx) => {
    const levels = await tx.inventoryLevel.findMany({ where: { storeId, onHand: { gt: 2 } }, orderBy: { variantId: "asc" } });
    const wanted = new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, () => Math.floor(random() ** 1.8 * levels.length)));
    const cartId = newId();
    await tx.cart.create({ data: { storeId, id: cartId, tokenHash: hashToken(token) } });
    for (const place of wanted) {
      const variantId = levels[place]?.variantId;
      if (variantId)
        await tx.cartLine.create({ data: { storeId, cartId, variantId, quantity: random() < 0.15 ? 2 : 1, seenPriceCents: 0 } });
    }
  });
  return token;
}

/** The sandbox lives today: what it is asked to wait for must end later than now. */
async function pay({ store, account }: Seller, { moment, buyer, method, attemptId }: Sale & { attemptId: string }): Promise<void> {
  const where = { storeId_id: { storeId: store.id, id: attemptId } };
  await withStore(store.id, (tx) => tx.paymentAttempt.update({ where, data: { expiresAt: after(hourMs) } }));
  const cardToken = method === "card" ? await tokenOfCard(account, buyer.name) : null;
  const orderUrl = `http://${store.primaryHost}/orders`;
  const charged = await asIf(moment, () => chargeAttempt(store.id, attemptId, { orderUrl, cardToken }));
  if (charged === "captured") return;
  await payWaiting(store.id, account, attemptId, buyer.name);
  const paidAt = new Date(moment.getTime() + 3 * minuteMs);
  const settled = await asIf(paidAt, () => settleAttempt(store.id, attemptId));
  if (settled !== "captured") throw new Error(`a demo payment is ${settled}`);
}

/** What the products sold, as the consumer of each paid order would have counted it. */
async function countSales(storeId: StoreId): Promise<void> {
  await withStore(
    storeId,
    (tx) => tx.$executeRaw`
      insert into product_sales (store_id, product_id, units, updated_at)
      select ${storeId}::uuid, line.product_id, sum(line.quantity)::int, now() from order_line as line
      join "order" as sold on sold.store_id = line.store_id and sold.id = line.order_id and sold.confirmed_at is not null
      where line.store_id = ${storeId}::uuid and line.product_id is not null group by line.product_id
      on conflict (store_id, product_id) do update set units = excluded.units, updated_at = now()`,
  );
}
