import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DisputePanel } from "@/components/admin/orders/dispute-panel";
import { CapturePanel, ShipForm } from "@/components/admin/orders/order-acts";
import { OrderLines, OrderPerson } from "@/components/admin/orders/order-facts";
import { OrderFlags } from "@/components/admin/orders/order-flags";
import { OrderPayments } from "@/components/admin/orders/order-payments";
import { OrderTimeline } from "@/components/admin/orders/order-timeline";
import { OrderPill, PaymentPill } from "@/components/admin/orders/pills";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/choice";
import { DateText } from "@/components/ui/date-text";
import type { Locale } from "@/lib/core/locale";
import { formatMoney } from "@/lib/core/money";
import { type Translate, translator } from "@/lib/i18n/translator";
import { readTeam } from "@/lib/identity/members";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { findOrder } from "@/lib/orders/queries";
import { canCancel, canShip, isSold, standingOf } from "@/lib/orders/rules";
import type { OrderView } from "@/lib/orders/view";
import { gatewayOf, partsOf } from "@/lib/payments/gateways/registry";
import { findPayment, type PaymentView } from "@/lib/payments/queries";
import {
  cancelAction,
  captureAction,
  completeRefundAction,
  confirmAction,
  decideDisputeAction,
  noteRefundFailureAction,
  recheckRefundAction,
  refundAction,
  shipAction,
  withdrawRefundAction,
} from "./actions";

type Props = { params: Promise<{ store: string; order: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-orders")("title") };
}

/** One order: what needs the merchant first, then what was bought, how it was paid, who it is for. */
export default async function OrderPage({ params }: Props): Promise<ReactNode> {
  const { store: slug, order: orderId } = await params;
  const { store, locale } = await requireMember(slug, "orders:read");
  const order = await findOrder(store.id, orderId);
  if (!order) notFound();
  const [payment, { members }] = await Promise.all([findPayment(store.id, order.id), readTeam(store.id)]);
  const t = translator(locale, "admin-orders");
  const facts = { order, locale, timeZone: store.timeZone, t, told: translator(locale, "order") };
  return (
    <>
      <Head {...facts} slug={slug} />
      <Urgent {...facts} slug={slug} payment={payment} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <div className="grid gap-6">
          <OrderLines {...facts} />
          {canShip(order) ? (
            <Card>
              <CardHeader title={t("ship.title")} />
              <CardBody>
                <ShipForm action={shipAction.bind(null, slug)} orderId={order.id} />
              </CardBody>
            </Card>
          ) : null}
        </div>
        <div className="grid gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <OrderPerson {...facts} />
          <OrderPayments
            {...facts}
            payment={payment}
            acts={{
              refund: refundAction.bind(null, slug),
              complete: completeRefundAction.bind(null, slug),
              withdraw: withdrawRefundAction.bind(null, slug),
              recheck: recheckRefundAction.bind(null, slug),
            }}
          />
        </div>
        <OrderTimeline {...facts} names={new Map(members.map(({ userId, name }) => [userId, name]))} />
      </div>
    </>
  );
}

type Facts = { order: OrderView; locale: Locale; timeZone: string; t: Translate; told: Translate; slug: string };

function Head({ order, locale, timeZone, t, slug }: Facts): ReactNode {
  return (
    <PageHeader
      locale={locale}
      title={t("order", { number: order.number })}
      description={<DateText value={order.placedAt} locale={locale} timeZone={timeZone} show="datetime" />}
      status={
        <>
          <PaymentPill state={order.paymentState} t={t} />
          <OrderPill standing={standingOf(order)} t={t} />
        </>
      }
      crumbs={[{ href: `/admin/${slug}/orders`, label: t("title") }]}
      action={
        canCancel(order.status) ? (
          <RowAction
            action={cancelAction.bind(null, slug)}
            fields={{ orderId: order.id }}
            label={t("cancel.action")}
            title={t("cancel.title")}
            description={t("cancel.text")}
            dismissLabel={t("cancel.keep")}
            variant="secondary"
          >
            {isSold(order.status) ? <Checkbox name="restock" value="on" label={t("cancel.restock")} defaultChecked /> : null}
          </RowAction>
        ) : undefined
      }
    />
  );
}

/** What has a deadline or cannot be solved without a person: disputes, flags, money that is held. */
function Urgent({ payment, slug, ...facts }: Facts & { payment: PaymentView | null }): ReactNode {
  const { order, locale, timeZone, t } = facts;
  const held = payment?.attempts.find(({ status }) => status === "authorized");
  const disputes = (payment?.disputes ?? []).flatMap((dispute) => {
    const provider = payment?.attempts.find(({ id }) => id === dispute.attemptId)?.provider;
    return provider ? [{ ...dispute, provider, address: partsOf(provider).disputeAddress(dispute.gatewayRef) }] : [];
  });
  return (
    <>
      {disputes.map((dispute) => (
        <DisputePanel
          key={dispute.id}
          {...facts}
          dispute={dispute}
          decide={gatewayOf(dispute.provider).capabilities.tellsLostDisputes ? null : decideDisputeAction.bind(null, slug)}
        />
      ))}
      <OrderFlags
        order={order}
        hasDispute={disputes.length > 0}
        acts={{ noteRefundFailure: noteRefundFailureAction.bind(null, slug), confirm: confirmAction.bind(null, slug) }}
        t={t}
      />
      {held ? (
        <CapturePanel
          action={captureAction.bind(null, slug)}
          orderId={order.id}
          amount={formatMoney(held.amountCents, order.currency, locale)}
          until={order.expiresAt ? <DateText value={order.expiresAt} locale={locale} timeZone={timeZone} show="datetime" /> : undefined}
        />
      ) : null}
    </>
  );
}
