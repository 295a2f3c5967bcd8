import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { HostedTermsForm, TermsForm } from "@/components/admin/payments/terms-form";
import { StatusPill } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { type ConnectedAccount, listConnectedAccounts } from "@/lib/payments/account-queries";
import { gatewayOf } from "@/lib/payments/gateways/registry";
import type { SectionContext } from "./account-facts";
import { saveHostedTermsAction, saveTermsAction } from "./actions";
import { ProviderSections } from "./sections";

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
      <ProviderSections {...context} accounts={accounts} />
      {taking ? <Terms {...context} account={taking} /> : null}
    </>
  );
}

/** What is decided about the ways to pay, as far as the gateway has them. */
function Terms({ account, store, locale }: SectionContext & { account: ConnectedAccount }): ReactNode {
  const { capabilities } = gatewayOf(account.provider);
  const { terms } = account;
  return capabilities.methods.every((method) => method === "hosted") ? (
    <HostedTermsForm action={saveHostedTermsAction.bind(null, store.slug)} terms={terms} capabilities={capabilities} />
  ) : (
    <TermsForm action={saveTermsAction.bind(null, store.slug)} {...{ terms, capabilities, locale }} currency={store.currency} />
  );
}
