import type { ReactNode } from "react";
import { ActButton } from "@/components/admin/payments/act-button";
import { PagarmeForm } from "@/components/admin/payments/pagarme-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DataList } from "@/components/ui/data-list";
import { providerNames } from "@/lib/core/provider";
import type { ConnectedAccount, NoticeTarget } from "@/lib/payments/account-queries";
import { AccountFacts, AccountPill, ChooseAccount, type SectionContext } from "./account-facts";
import { connectPagarmeAction, testNoticeAction } from "./actions";

/** Pagar.me: the keys, and the address that its notices go to. */
export function PagarmeSection(props: SectionContext & { account: ConnectedAccount | null }): ReactNode {
  const { account, t } = props;
  return (
    <>
      <Card>
        <CardHeader title={providerNames.pagarme} description={t("connect.help")} action={<AccountPill account={account} t={t} />} />
        <CardBody>
          {account ? <AccountFacts {...props} account={account} /> : null}
          {account ? <ChooseAccount {...props} account={account} /> : null}
          <Keys {...props} />
        </CardBody>
      </Card>
      {account?.notice ? <Notices {...props} notice={account.notice} /> : null}
    </>
  );
}

/** The form for the keys; folded where there are some. */
function Keys({ account, store, t }: SectionContext & { account: ConnectedAccount | null }): ReactNode {
  const form = <PagarmeForm action={connectPagarmeAction.bind(null, store.slug)} publicKey={account?.publicKey ?? ""} />;
  if (!account) return form;
  return (
    <details>
      <summary className="inline-flex min-h-9 cursor-pointer list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline touch:min-h-11">
        {t("connect.change")}
      </summary>
      <div className="mt-3">{form}</div>
    </details>
  );
}

/** What is copied into the gateway's dashboard, and a try of it. */
function Notices({ notice, store, t }: SectionContext & { notice: NoticeTarget }): ReactNode {
  const facts = (["address", "user", "password"] as const).map((name) => ({
    name,
    label: t(`notices.${name}`),
    text: notice[name],
  }));
  return (
    <Card>
      <CardHeader title={t("notices.title")} description={t("notices.help")} />
      <CardBody>
        <DataList
          items={facts.map(({ name, label, text }) => ({
            label,
            value: (
              <span className="inline-flex max-w-full items-center gap-2 text-left">
                <code className="min-w-0 break-all">{name === "password" ? "••••••••" : text}</code>
                <CopyButton text={text} label={t("notices.copy", { what: label })} isIconOnly variant="ghost" />
              </span>
            ),
          }))}
        />
        <ActButton
          action={testNoticeAction.bind(null, store.slug)}
          label={t("notices.test")}
          done={t("notices.arrived")}
          hint={t("notices.testHelp")}
        />
      </CardBody>
    </Card>
  );
}
