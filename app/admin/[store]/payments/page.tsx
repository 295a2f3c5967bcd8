import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { HostedTermsForm, TermsForm } from "@/components/admin/payments/terms-form";
import { StatusPill } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { listConnectedAccounts } from "@/lib/payments/account-queries";
import { saveHostedTermsAction, saveTermsAction } from "./actions";
import { PagarmeSection } from "./pagarme-section";
import { StripeSection } from "./stripe-section";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-payments")("title") };
}

/** Which gateways take the store's money, what they still ask for, and on which terms shoppers pay. */
export default async function PaymentsPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "payments:write");
  const t = translator(locale, "admin-payments");
  const accounts = await listConnectedAccounts(store.id);
  const taking = accounts.find(({ isDefault, canCharge }) => isDefault && canCharge);
  const context = { store, locale, t };
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        description={t("help")}
        status={<StatusPill tone={taking ? "success" : "warning"}>{t(taking ? "connected" : "notConnected")}</StatusPill>}
        action={
          accounts.length > 0 ? (
            <LinkButton variant="secondary" href={`/admin/${store.slug}/payments/reconciliation`}>
              {translator(locale, "reconciliation")("title")}
            </LinkButton>
          ) : null
        }
      />
      {store.currency === "BRL" ? (
        <PagarmeSection {...context} account={accounts.find(({ provider }) => provider === "pagarme") ?? null} />
      ) : null}
      <StripeSection {...context} account={accounts.find(({ provider }) => provider === "stripe") ?? null} />
      {taking?.provider === "pagarme" ? (
        <TermsForm action={saveTermsAction.bind(null, store.slug)} terms={taking.terms} locale={locale} currency={store.currency} />
      ) : null}
      {taking?.provider === "stripe" ? (
        <HostedTermsForm action={saveHostedTermsAction.bind(null, store.slug)} terms={taking.terms} />
      ) : null}
    </>
  );
}
