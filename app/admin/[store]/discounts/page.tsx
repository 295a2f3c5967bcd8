import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CouponForm } from "@/components/admin/discounts/coupon-form";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { StatusPill } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { type CouponRow, listCoupons } from "@/lib/checkout/coupon-commands";
import { formatMoney } from "@/lib/core/money";
import { after } from "@/lib/core/time";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { addCouponAction, switchCouponAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-orders")("discounts.title") };
}

export default async function DiscountsPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "settings:write");
  const t = translator(locale, "admin-orders");
  const coupons = await listCoupons(store.id);
  const money = (cents: number) => formatMoney(cents, store.currency, locale);
  return (
    <>
      <PageHeader locale={locale} title={t("discounts.title")} />
      <Card>
        {coupons.length === 0 ? <EmptyState title={t("discounts.none")}>{t("discounts.noneText")}</EmptyState> : null}
        <ul className="divide-y divide-border">
          {coupons.map((coupon) => (
            <li key={coupon.id} className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-sm">
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium">{coupon.code}</span>
                <span className="text-text-muted">
                  {wordsOf(coupon, { t, money })}
                  {coupon.endsAt ? (
                    <>
                      {" · "}
                      {t("discounts.until")} <DateText value={after(-1, coupon.endsAt)} locale={locale} timeZone={store.timeZone} />
                    </>
                  ) : null}
                </span>
              </span>
              <StatusPill tone={coupon.isActive ? "success" : "neutral"}>
                {t(coupon.isActive ? "discounts.on" : "discounts.off")}
              </StatusPill>
              <Switching coupon={coupon} slug={store.slug} t={t} />
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        <CardHeader title={t("discounts.add")} />
        <CardBody>
          <CouponForm action={addCouponAction.bind(null, store.slug)} currency={store.currency} />
        </CardBody>
      </Card>
    </>
  );
}

function Switching({ coupon, slug, t }: { coupon: CouponRow; slug: string; t: Translate }): ReactNode {
  const words = coupon.isActive ? "discounts.switchOff" : "discounts.switchOn";
  return (
    <RowAction
      action={switchCouponAction.bind(null, slug)}
      fields={{ id: coupon.id, isActive: coupon.isActive ? "off" : "on" }}
      label={t(`${words}.action`)}
      title={t(`${words}.title`, { code: coupon.code })}
      description={t(`${words}.text`)}
      isDangerous={coupon.isActive}
    />
  );
}

function wordsOf(coupon: CouponRow, { t, money }: { t: Translate; money: (cents: number) => string }): string {
  const rule = t(`discounts.rule.${coupon.kind}`, { percent: coupon.percent ?? 0, amount: money(coupon.amountCents ?? 0) });
  const from = coupon.minSubtotalCents > 0 ? [t("discounts.from", { amount: money(coupon.minSubtotalCents) })] : [];
  const uses =
    coupon.maxUses === null
      ? t("discounts.used", { used: coupon.used })
      : t("discounts.usedOf", { used: coupon.used, max: coupon.maxUses });
  return [rule, ...from, uses].join(" · ");
}
