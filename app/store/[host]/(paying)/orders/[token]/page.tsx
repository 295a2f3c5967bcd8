import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { after, connection } from "next/server";
import type { ReactNode } from "react";
import { CheckoutFrame } from "@/components/storefront/checkout/checkout-frame";
import { OrderFacts, OrderPlaces } from "@/components/storefront/order/order-facts";
import { OrderTimeline } from "@/components/storefront/order/order-timeline";
import { OrderWatch } from "@/components/storefront/order/order-watch";
import { LinkButton } from "@/components/ui/link-button";
import type { StoreId } from "@/lib/core/ids";
import { findLocale } from "@/lib/core/locale";
import { flushOutbox } from "@/lib/events/flush";
import { translator } from "@/lib/i18n/translator";
import { moneyBackOf } from "@/lib/orders/money-back";
import { findOrderByToken } from "@/lib/orders/queries";
import { type PageState, pageStateOf } from "@/lib/orders/standing";
import type { OrderView } from "@/lib/orders/view";
import { type AttemptView, findPayment, type PaymentView } from "@/lib/payments/queries";
import { refreshAttempt } from "@/lib/payments/refresh";
import { requireOpenStore } from "@/lib/stores/entrance";
import { OrderHeading } from "./order-heading";
import { PayOrder } from "./pay-order";

type Props = { params: Promise<{ host: string; token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The address is a secret: no index, and no other site is told of it. Forms of the page itself still say where they come from. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const { host, token } = await params;
  const store = await requireOpenStore(host);
  const order = await findOrderByToken(store.id, token);
  const title = order ? translator(store.locale, "order")("title", { number: String(order.number) }) : store.name;
  return { title, robots: { index: false, follow: false }, referrer: "same-origin" };
}

const openStates: readonly PageState[] = ["checking", "authorized", "pix", "boleto", "overdue", "hosted"];

/** Something may still come of the newest attempt without the shopper doing anything here. */
function isOpen(state: PageState, latest: AttemptView | null): boolean {
  return openStates.includes(state) || (state === "lapsed" && latest?.isFinal === false);
}

/** An order as its shopper sees it: how it stands in words, what to do, what was bought. */
export default async function OrderPage({ params, searchParams }: Props): Promise<ReactNode> {
  await connection();
  const { host, token } = await params;
  const store = await requireOpenStore(host);
  const hasReturned = (await searchParams).returned !== undefined;
  const { order, payment } = await readOrder(store.id, token, hasReturned);
  const locale = findLocale(order.locale) ?? store.locale;
  const [words, checkoutWords] = [translator(locale, "order"), translator(locale, "checkout")];
  const latest = payment?.attempts.at(-1) ?? null;
  const state = pageStateOf(order, latest);

  return (
    <CheckoutFrame
      t={checkoutWords}
      totalCents={order.totalCents}
      currency={order.currency}
      locale={order.locale}
      summary={() => <OrderFacts order={order} refundedCents={payment?.refundedCents ?? 0} words={words} checkoutWords={checkoutWords} />}
    >
      <div className="grid gap-8">
        <OrderHeading
          order={order}
          latest={latest}
          state={state}
          back={payment ? moneyBackOf(payment) : "none"}
          store={store}
          words={words}
        />
        <PayOrder order={order} latest={latest} state={state} store={store} token={token} words={words} />
        <OrderPlaces order={order} paidBy={payment?.attempts.findLast(({ capturedCents }) => capturedCents > 0) ?? null} words={words} />
        <OrderTimeline order={order} timeZone={store.timeZone} words={words} />
        <LinkButton href="/" variant="secondary" className="justify-self-start print:hidden">
          {words("shop")}
        </LinkButton>
      </div>
      {isOpen(state, latest) ? <OrderWatch path={`/orders/${token}/state`} state={state} attempt={latest?.attemptNo ?? 0} /> : null}
    </CheckoutFrame>
  );
}

type Read = { order: OrderView; payment: PaymentView | null };

/** A shopper who comes back from the gateway's page is shown what the gateway says now. */
async function readOrder(storeId: StoreId, token: string, hasReturned: boolean): Promise<Read> {
  const order = await findOrderByToken(storeId, token);
  if (!order) notFound();
  const payment = await findPayment(storeId, order.id);
  if (!hasReturned || !(await refreshAttempt(storeId, payment?.attempts.at(-1), Number.POSITIVE_INFINITY))) return { order, payment };
  after(flushOutbox);
  return { order: (await findOrderByToken(storeId, token)) ?? order, payment: await findPayment(storeId, order.id) };
}
