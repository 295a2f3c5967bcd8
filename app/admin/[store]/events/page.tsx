import type { Metadata } from "next";
import type { ReactNode } from "react";
import { EventsScreen } from "@/components/admin/events/events-screen";
import { readLetterConsole } from "@/lib/events/letter-console";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { discardAllAction, replayAllAction } from "./actions";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-events")("title") };
}

export default async function EventsPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "events:write");
  const { rows, ...shown } = await readLetterConsole({ storeId: store.id }, await searchParams);
  return (
    <EventsScreen
      {...shown}
      locale={locale}
      timeZone={store.timeZone}
      path={`/admin/${store.slug}/events`}
      letters={rows.map((row) => ({ ...row, storeName: null }))}
      replayAll={replayAllAction.bind(null, store.slug)}
      discardAll={discardAllAction.bind(null, store.slug)}
      t={translator(locale, "admin-events")}
    />
  );
}
