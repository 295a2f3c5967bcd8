import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { PagarmeForm } from "@/components/admin/payments/pagarme-form";
import { TermsForm } from "@/components/admin/payments/terms-form";
import { StatusPill } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DataList } from "@/components/ui/data-list";
import { DateText } from "@/components/ui/date-text";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { type ConnectedAccount, findConnectedAccount } from "@/lib/payments/account-commands";
import { providerFor } from "@/lib/payments/accounts";
import { connectPagarmeAction, saveTermsAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-payments")("title") };
}

export default async function PaymentsPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "payments:write");
  const t = translator(locale, "admin-payments");
  const account = await findConnectedAccount(store.id);
  const isPagarme = account?.provider === "pagarme";
  const moment = (value: Date | null) =>
    value ? <DateText value={value} locale={locale} timeZone={store.timeZone} show="datetime" /> : t("never");
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        status={<StatusPill tone={account ? "success" : "warning"}>{t(account ? "connected" : "notConnected")}</StatusPill>}
      />
      <Card>
        <CardHeader title={t(`providers.${account?.provider ?? providerFor(store.currency)}`)} />
        <CardBody>
          {account ? (
            <DataList
              items={[
                { label: t("account"), value: account.externalId },
                { label: t("checkedAt"), value: moment(account.checkedAt) },
                { label: t("lastNoticeAt"), value: moment(account.lastNoticeAt) },
              ]}
            />
          ) : (
            <p className="text-sm text-text-muted">{t(store.currency === "BRL" ? "connect.help" : "stripe.none")}</p>
          )}
        </CardBody>
      </Card>
      {store.currency === "BRL" ? (
        <Card>
          <CardHeader title={t("connect.title")} />
          <CardBody>
            <PagarmeForm action={connectPagarmeAction.bind(null, store.slug)} publicKey={isPagarme ? account.publicKey : ""} />
          </CardBody>
        </Card>
      ) : null}
      {isPagarme ? (
        <>
          <Notices notice={account.notice} t={t} />
          <TermsForm
            action={saveTermsAction.bind(null, store.slug)}
            terms={account.terms}
            locale={store.locale}
            currency={store.currency}
          />
        </>
      ) : null}
    </>
  );
}

/** What is copied into the gateway's dashboard. */
function Notices({ notice, t }: { notice: ConnectedAccount["notice"]; t: Translate }): ReactNode {
  const facts = (["address", "user", "password"] as const).map((name) => ({ name, label: t(`notices.${name}`), text: notice[name] }));
  return (
    <Card>
      <CardHeader title={t("notices.title")} />
      <CardBody>
        <p className="text-sm text-text-muted">{t("notices.help")}</p>
        <DataList
          items={facts.map(({ name, label, text }) => ({
            label,
            value: (
              <span className="inline-flex max-w-full items-center gap-2">
                <code className="min-w-0 break-all">{name === "password" ? "••••••••" : text}</code>
                <CopyButton text={text} label={t("notices.copy", { what: label })} isIconOnly variant="ghost" />
              </span>
            ),
          }))}
        />
      </CardBody>
    </Card>
  );
}
