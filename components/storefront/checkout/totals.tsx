import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import type { Totals as OrderTotals } from "@/lib/checkout/pricing";
import type { Translate } from "@/lib/i18n/translator";

export type TotalsProps = {
  totals: OrderTotals;
  couponCode: string | null;
  /** False before a way of delivery was chosen: its price is not known then. */
  hasShipping: boolean;
  currency: string;
  locale: string;
  /** Of the namespace `checkout`. */
  t: Translate;
};

/** The sums of an order, in the order in which they add up. */
export function Totals({ totals, couponCode, hasShipping, currency, locale, t }: TotalsProps): ReactNode {
  const couponCents = totals.discountCents - totals.methodDiscountCents;
  const money = (amountCents: number) => <Money amountCents={amountCents} currency={currency} locale={locale} />;
  const shipping = totals.shippingCents === 0 ? t("shipping.free") : money(totals.shippingCents);

  return (
    <dl className="grid gap-2 text-sm">
      <Row label={t("summary.subtotal")} value={money(totals.subtotalCents)} />
      {couponCents > 0 ? (
        <Row
          label={couponCode ? t("summary.coupon", { code: couponCode }) : t("summary.discount")}
          value={<>−{money(couponCents)}</>}
          isSaving
        />
      ) : null}
      {totals.methodDiscountCents > 0 ? (
        <Row label={t("summary.pixDiscount")} value={<>−{money(totals.methodDiscountCents)}</>} isSaving />
      ) : null}
      <Row
        label={t("summary.shipping")}
        value={hasShipping ? shipping : <span className="text-text-muted">{t("summary.shippingLater")}</span>}
      />
      {totals.interestCents > 0 ? <Row label={t("summary.interest")} value={money(totals.interestCents)} /> : null}
      <div className="mt-2 flex items-baseline justify-between border-border border-t pt-4">
        <dt className="font-medium text-base">{t("summary.total")}</dt>
        <dd className="font-semibold text-xl">{money(totals.totalCents)}</dd>
      </div>
    </dl>
  );
}

function Row({ label, value, isSaving = false }: { label: string; value: ReactNode; isSaving?: boolean }): ReactNode {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-text-muted">{label}</dt>
      <dd className={cn("text-right", isSaving && "text-success")}>{value}</dd>
    </div>
  );
}
