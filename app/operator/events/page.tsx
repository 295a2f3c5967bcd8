import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DeadLetterList } from "@/components/admin/events/dead-letter-list";
import { PageHeader } from "@/components/admin/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { listDeadLetters } from "@/lib/events/dead-letters";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { namesOfStores } from "@/lib/stores/queries";
import { discardAnyAction, replayAnyAction } from "./actions";

type Props = { searchParams: Promise<{ status?: string; page?: string }> };

const statuses = ["open", "replayed", "discarded"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.events") };
}

export default async function OperatorEventsPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const wanted = await searchParams;
  const status = statuses.find((known) => known === wanted.status) ?? "open";
  const page = Math.max(1, Number.parseInt(wanted.page ?? "1", 10) || 1);
  const t = translator(locale, "admin-events");
  const { rows, total } = await listDeadLetters(null, status, page);
  const names = await namesOfStores(rows.flatMap(({ storeId }) => (storeId ? [storeId] : [])));
  return (
    <>
      <PageHeader locale={locale} title={t("title")} description={t("help")} />
      <LinkTabs
        label={t("title")}
        tabs={statuses.map((key) => ({ href: `/operator/events?status=${key}`, label: t(`statuses.${key}`), isCurrent: key === status }))}
      />
      <DeadLetterList
        locale={locale}
        timeZone="UTC"
        now={new Date()}
        letters={rows.map((row) => ({ ...row, storeName: names.get(row.storeId ?? "") ?? null }))}
        replay={replayAnyAction}
        discard={discardAnyAction}
        t={t}
      />
      {total > 50 ? <Pagination page={page} pageSize={50} total={total} path="/operator/events" params={{ status }} /> : null}
    </>
  );
}
