import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { StatusPill } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { listAllPlans } from "@/lib/billing/plans";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { togglePlanAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.plans") };
}

export default async function PlansPage(): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const t = translator(locale, "operator");
  const plans = await listAllPlans(locale);
  return (
    <>
      <PageHeader locale={locale} title={t("screens.plans")} description={t("plans.help")} />
      <Card>
        <Table>
          <TableHead>
            {(["plan", "prices", "subscribers", "status"] as const).map((key) => (
              <HeaderCell key={key}>{t(`plans.${key}`)}</HeaderCell>
            ))}
            <HeaderCell align="end">{t("stores.act")}</HeaderCell>
          </TableHead>
          <TableBody>
            {plans.map((plan) => {
              const verb = plan.isActive ? "retire" : "offer";
              return (
                <TableRow key={plan.id}>
                  <Cell isPrimary>{plan.name}</Cell>
                  <Cell label={t("plans.prices")}>
                    <span className="inline-flex flex-wrap gap-x-3">
                      {plan.prices.map((price) => (
                        <Money key={price.currency} amountCents={price.amountCents} currency={price.currency} locale={locale} />
                      ))}
                    </span>
                  </Cell>
                  <Cell label={t("plans.subscribers")}>{plan.subscribers}</Cell>
                  <Cell label={t("plans.status")}>
                    <StatusPill tone={plan.isActive ? "success" : "neutral"}>
                      {t(plan.isActive ? "plans.onSale" : "plans.offSale")}
                    </StatusPill>
                  </Cell>
                  <Cell align="end">
                    <RowAction
                      action={togglePlanAction}
                      fields={{ planId: plan.id, isActive: plan.isActive ? "0" : "1" }}
                      label={t(`plans.${verb}.action`)}
                      title={t(`plans.${verb}.title`, { plan: plan.name })}
                      description={t(`plans.${verb}.text`)}
                      isDangerous={plan.isActive}
                    />
                  </Cell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </Card>
    </>
  );
}
