import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { ActButton } from "@/components/admin/payments/act-button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { findSubscription } from "@/lib/billing/subscriptions";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { openPortalAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-billing")("title") };
}

export default async function BillingPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "billing:write");
  const t = translator(locale, "admin-billing");
  const subscription = await findSubscription(store.id, locale);
  if (!subscription) {
    return (
      <>
        <PageHeader locale={locale} title={t("title")} />
        <Card>
          <EmptyState title={t("none.title")}>{t("none.help")}</EmptyState>
        </Card>
      </>
    );
  }
  const { plan, status, currentPeriodEnd, cancelAtPeriodEnd } = subscription;
  const limit = (count: number | null) => (count === null ? t("unlimited") : new Intl.NumberFormat(locale).format(count));
  return (
    <>
      <PageHeader locale={locale} title={t("title")} />
      {status === "past_due" ? (
        <Callout tone="warning" title={t("pastDue.title")}>
          {t("pastDue.text")}
        </Callout>
      ) : null}
      <Card>
        <CardBody>
          <DataList
            items={[
              { label: t("plan"), value: plan.name },
              {
                label: t("price"),
                value: (
                  <>
                    <Money amountCents={plan.priceCents} currency={plan.currency} locale={locale} /> {t(`per.${plan.interval}`)}
                  </>
                ),
              },
              { label: t("status"), value: t(`statuses.${status}`) },
              ...(currentPeriodEnd
                ? [
                    {
                      label: t(cancelAtPeriodEnd ? "ends" : "renews"),
                      value: <DateText value={currentPeriodEnd} locale={locale} timeZone={store.timeZone} />,
                    },
                  ]
                : []),
              { label: t("products"), value: limit(plan.maxProducts) },
              { label: t("members"), value: limit(plan.maxMembers) },
              { label: t("domains"), value: limit(plan.maxDomains) },
            ]}
          />
        </CardBody>
      </Card>
      <ActButton action={openPortalAction.bind(null, store.slug)} label={t("portal")} hint={t("portalHelp")} />
    </>
  );
}
