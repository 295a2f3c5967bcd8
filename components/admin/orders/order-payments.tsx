import type { ReactNode } from "react";
import { RowAction, type RowActionProps } from "@/components/admin/row-action";
import type { SettingsAction } from "@/components/admin/settings/form-parts";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { newId } from "@/lib/core/ids";
import { amountForInput } from "@/lib/core/money";
import { isSold } from "@/lib/orders/rules";
import type { AttemptView, PaymentView, RefundView } from "@/lib/payments/queries";
import { proposedRefund } from "@/lib/payments/refund-rules";
import { isContested } from "@/lib/payments/rules";
import { AttemptFacts } from "./attempt-facts";
import type { OrderFactsProps } from "./order-facts";
import { BankAccountForm, RefundForm } from "./refund-forms";

export type OrderPaymentsProps = OrderFactsProps & {
  payment: PaymentView | null;
  acts: { refund: SettingsAction; complete: SettingsAction; withdraw: RowActionProps["action"]; recheck: RowActionProps["action"] };
};

/** Every try to pay, what came of it, and what may be given back. */
export function OrderPayments(props: OrderPaymentsProps): ReactNode {
  const { payment, t } = props;
  const attempts = payment?.attempts ?? [];
  return (
    <Card>
      <CardHeader title={t("paymentTitle")} />
      <CardBody>
        {attempts.length === 0 ? <p className="text-sm text-text-muted">{t("nothingOwed")}</p> : null}
        <ul className="grid gap-5 text-sm [&>li+li]:border-border [&>li+li]:border-t [&>li+li]:pt-5">
          {attempts.toReversed().map((attempt) => (
            <li key={attempt.id} className="grid gap-3">
              <AttemptFacts {...props} attempt={attempt} />
              {payment?.refunds
                .filter(({ attemptId }) => attemptId === attempt.id)
                .map((refund) => (
                  <Refund key={refund.id} {...props} refund={refund} />
                ))}
              <Refunding {...props} attempt={attempt} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

const reasons = ["made_at_gateway", "unfulfillable", "cancelled", "overpaid"];

function Refund({ refund, order, locale, t, acts }: OrderPaymentsProps & { refund: RefundView }): ReactNode {
  const reason = reasons.includes(refund.reason) ? t(`refundReasons.${refund.reason}`) : refund.reason;
  return (
    <div className="grid gap-2 rounded-md bg-muted px-3 py-2">
      <span className="flex justify-between gap-4">
        <span className="grid">
          <span className={refund.status === "failed" ? "font-medium text-danger" : "font-medium"}>{t(`refunds.${refund.status}`)}</span>
          {reason ? <span className="text-pretty text-text-muted">{reason}</span> : null}
        </span>
        <Money amountCents={-refund.amountCents} currency={order.currency} locale={locale} />
      </span>
      {refund.status === "needs_data" ? (
        <BankAccountForm action={acts.complete} orderId={order.id} refundId={refund.id} document={order.person.document} />
      ) : null}
      <RefundAct refund={refund} orderId={order.id} acts={acts} t={t} />
    </div>
  );
}

/** One that waits for its bank account can be taken back; one on its way can be asked about. */
function RefundAct({
  refund,
  orderId,
  acts,
  t,
}: Pick<OrderPaymentsProps, "acts" | "t"> & { refund: RefundView; orderId: string }): ReactNode {
  const act = refundActs[refund.status];
  if (!act) return null;
  return (
    <div>
      <RowAction
        action={acts[act]}
        fields={{ orderId, refundId: refund.id }}
        label={t(`refundActs.${act}.action`)}
        title={t(`refundActs.${act}.title`)}
        description={t(`refundActs.${act}.text`)}
        isDangerous={false}
        variant="secondary"
      />
    </div>
  );
}

const refundActs: Partial<Record<string, "withdraw" | "recheck">> = { needs_data: "withdraw", submitted: "recheck", unknown: "recheck" };

function Refunding({ attempt, payment, order, locale, t, acts }: OrderPaymentsProps & { attempt: AttemptView }): ReactNode {
  if (!payment || attempt.refundableCents === 0 || isContested(attempt.status)) return null;
  const { amountCents, isSurplus } = proposedRefund(attempt.refundableCents, payment, order.totalCents);
  return (
    <RefundForm
      key={amountCents}
      action={acts.refund}
      orderId={order.id}
      attemptId={attempt.id}
      refundId={newId()}
      amount={amountForInput(amountCents, locale)}
      left={amountForInput(attempt.refundableCents, locale)}
      reason={isSurplus ? t("refundReasons.overpaid") : ""}
      restocksWithAll={!isSurplus}
      symbol={symbolOf(order.currency, locale)}
      canRestock={isSold(order.status) && order.status !== "returned" && order.status !== "closed"}
    />
  );
}

function symbolOf(currency: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}
