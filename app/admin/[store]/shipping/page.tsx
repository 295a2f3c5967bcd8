import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { type RateFields, RateForm } from "@/components/admin/shipping/rate-form";
import { StatusPill } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { listRates, type RateRow } from "@/lib/checkout/shipping-rates";
import { amountForInput, formatMoney } from "@/lib/core/money";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { removeRateAction, saveRateAction } from "./actions";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<{ rate?: string | string[] }> };

const fresh: RateFields = {
  id: "",
  name: "",
  kind: "flat",
  price: "",
  minSubtotal: "",
  countries: "",
  minDays: "2",
  maxDays: "8",
  isActive: true,
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-orders")("shipping.title") };
}

export default async function ShippingPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "settings:write");
  const t = translator(locale, "admin-orders");
  const rates = await listRates(store.id);
  const { rate: wanted } = await searchParams;
  const edited = rates.find(({ id }) => id === wanted);
  const path = `/admin/${store.slug}/shipping`;
  const money = (cents: number) => formatMoney(cents, store.currency, locale);
  return (
    <>
      <PageHeader locale={locale} title={t("shipping.title")} description={t("shipping.help")} />
      <Card>
        {rates.length === 0 ? <EmptyState title={t("shipping.none")}>{t("shipping.noneText")}</EmptyState> : null}
        <ul className="divide-y divide-border">
          {rates.map((rate) => (
            <li key={rate.id} className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-sm">
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium">{rate.name}</span>
                <span className="text-text-muted">{wordsOf(rate, { t, money })}</span>
              </span>
              {rate.isActive ? null : <StatusPill tone="neutral">{t("shipping.off")}</StatusPill>}
              <LinkButton href={`${path}?rate=${rate.id}`} variant="ghost">
                {t("shipping.edit")}
              </LinkButton>
              <RowAction
                action={removeRateAction.bind(null, store.slug)}
                fields={{ id: rate.id }}
                label={t("shipping.remove.action")}
                title={t("shipping.remove.title", { name: rate.name })}
                description={t("shipping.remove.text")}
              />
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        <CardHeader title={edited ? t("shipping.change", { name: edited.name }) : t("shipping.add")} />
        <CardBody>
          <RateForm
            key={edited?.id ?? ""}
            action={saveRateAction.bind(null, store.slug)}
            rate={edited ? toFields(edited, locale) : fresh}
            currency={store.currency}
          />
        </CardBody>
      </Card>
    </>
  );
}

function wordsOf(rate: RateRow, { t, money }: { t: Translate; money: (cents: number) => string }): string {
  const words = { price: money(rate.priceCents), from: money(rate.minSubtotalCents ?? 0), min: rate.minDays, max: rate.maxDays };
  return `${t(`shipping.rule.${rate.kind}`, words)} · ${t("shipping.days", words)}`;
}

function toFields(rate: RateRow, locale: string): RateFields {
  const { id, name, kind, countries, isActive } = rate;
  const minSubtotal = rate.minSubtotalCents === null ? "" : amountForInput(rate.minSubtotalCents, locale);
  const price = amountForInput(rate.priceCents, locale);
  return {
    id,
    name,
    kind,
    price,
    minSubtotal,
    countries: countries.join(", "),
    minDays: `${rate.minDays}`,
    maxDays: `${rate.maxDays}`,
    isActive,
  };
}
