import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { BooksTables, BooksTiles } from "@/components/operator/books-overview";
import { GatewaysCard } from "@/components/operator/gateways-card";
import { InvariantsCard } from "@/components/operator/invariants-card";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { providers } from "@/lib/core/provider";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { checkStores } from "@/lib/payments/check-stores";
import { gatewayOf } from "@/lib/payments/gateways/registry";
import { findBooksOverview } from "@/lib/payments/reconcile-queries";

type Props = { searchParams: Promise<{ check?: string | string[]; from?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "reconciliation")("operator.title") };
}

/** Whether the money of all stores is in order: the invariants when asked for, and the daily comparisons with the gateways. */
export default async function MoneyPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const t = translator(locale, "reconciliation");
  const { check, from } = await searchParams;
  const place = typeof from === "string" ? from : null;
  const [overview, checked] = await Promise.all([findBooksOverview(), check === "now" ? checkStores({ from: place }) : null]);
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("operator.title")}
        description={t("operator.help")}
        action={<CheckButton label={t("operator.check")} />}
      />
      <BooksTiles overview={overview} locale={locale} t={t} />
      {checked ? (
        <InvariantsCard check={checked} t={t} />
      ) : (
        <Card>
          <CardHeader title={t("operator.check")} />
          <CardBody className="text-sm text-text-muted">{t("operator.checkHelp")}</CardBody>
        </Card>
      )}
      <BooksTables overview={overview} locale={locale} t={t} />
      <GatewaysCard gateways={providers.map((provider) => ({ provider, capabilities: gatewayOf(provider).capabilities }))} t={t} />
    </>
  );
}

/** A question that changes nothing: its answer has an address. */
function CheckButton({ label }: { label: string }): ReactNode {
  return (
    <form method="get" action="/operator/money">
      <input type="hidden" name="check" value="now" />
      <Button type="submit">{label}</Button>
    </form>
  );
}
