import type { ReactNode } from "react";
import { ActButton } from "@/components/admin/payments/act-button";
import { StatusPill } from "@/components/ui/badge";
import { DataList, type DataListItem } from "@/components/ui/data-list";
import { DateText } from "@/components/ui/date-text";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { ConnectedAccount } from "@/lib/payments/account-queries";
import type { StoreView } from "@/lib/stores/types";
import { chooseAccountAction } from "./actions";

export type SectionContext = { store: StoreView; locale: Locale; t: Translate };

/** Whether an account takes the store's payments. */
export function AccountPill({ account, t }: { account: ConnectedAccount | null; t: Translate }): ReactNode {
  if (!account) return <StatusPill tone="neutral">{t("status.none")}</StatusPill>;
  if (!account.canCharge) return <StatusPill tone="warning">{t("status.incomplete")}</StatusPill>;
  return <StatusPill tone={account.isDefault ? "success" : "neutral"}>{t(account.isDefault ? "status.taking" : "status.idle")}</StatusPill>;
}

/** `checkedAt`: what the time is called at which the account was last looked at. */
type AccountFactsProps = SectionContext & { account: ConnectedAccount; checkedAt?: string };

/** Which account it is, and when it was last heard of. */
export function AccountFacts({ account, store, locale, t, checkedAt = t("checkedAt") }: AccountFactsProps): ReactNode {
  const moment = (value: Date | null) =>
    value ? <DateText value={value} locale={locale} timeZone={store.timeZone} show="datetime" /> : t("never");
  const items: DataListItem[] = [
    { label: t("account"), value: <code className="break-all">{account.externalId}</code> },
    { label: checkedAt, value: moment(account.checkedAt) },
    { label: t("lastNoticeAt"), value: moment(account.lastNoticeAt) },
    ...(account.lastTestAt ? [{ label: t("lastTestAt"), value: moment(account.lastTestAt) }] : []),
  ];
  return <DataList items={items} />;
}

/** Sends new payments to an account that is not the one in use. */
export function ChooseAccount({ account, store, t }: SectionContext & { account: ConnectedAccount }): ReactNode {
  if (account.isDefault || !account.canCharge) return null;
  return (
    <ActButton
      action={chooseAccountAction.bind(null, store.slug)}
      fields={{ accountId: account.id }}
      label={t("choose.action")}
      done={t("choose.done")}
    />
  );
}
