import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DeadLetterList } from "@/components/admin/events/dead-letter-list";
import { PageHeader } from "@/components/admin/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { listDeadLetters } from "@/lib/events/dead-letters";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { discardAction, replayAction } from "./actions";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<{ status?: string; page?: string }> };

const statuses = ["open", "replayed", "discarded"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-events")("title") };
}

export default async function EventsPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "events:write");
  const wanted = await searchParams;
  const status = statuses.find((known) => known === wanted.status) ?? "open";
  const page = Math.max(1, Number.parseInt(wanted.page ?? "1", 10) || 1);
  const t = translator(locale, "admin-events");
  const { rows, total } = await listDeadLetters(store.id, status, page);
  const path = `/admin/${store.slug}/events`;
  return (
    <>
      <PageHeader locale={locale} title={t("title")} description={t("help")} />
      <LinkTabs
        label={t("title")}
        tabs={statuses.map((key) => ({ href: `${path}?status=${key}`, label: t(`statuses.${key}`), isCurrent: key === status }))}
      />
      <DeadLetterList
        locale={locale}
        timeZone={store.timeZone}
        now={new Date()}
        letters={rows.map((row) => ({ ...row, storeName: null }))}
        replay={replayAction.bind(null, store.slug)}
        discard={discardAction.bind(null, store.slug)}
        t={t}
      />
      {total > 50 ? <Pagination page={page} pageSize={50} total={total} path={path} params={{ status }} /> : null}
    </>
  );
}
