import type { Metadata } from "next";
import type { ReactNode } from "react";
import { EventsScreen } from "@/components/admin/events/events-screen";
import { countDeadLetters, letterStates, lettersPerPage, listDeadLetters } from "@/lib/events/dead-letters";
import { bulkFields, readLetterQuery, spanNames } from "@/lib/events/letter-params";
import { lettersPerAct } from "@/lib/events/resolve-letters";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { discardAllAction, replayAllAction } from "./actions";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-events")("title") };
}

export default async function EventsPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "events:write");
  const { filter, since, page, params: query } = readLetterQuery(await searchParams);
  const scope = { storeId: store.id };
  const now = new Date();
  const [{ rows, total }, counts] = await Promise.all([listDeadLetters(scope, filter, page), countDeadLetters(scope, filter)]);
  return (
    <EventsScreen
      locale={locale}
      timeZone={store.timeZone}
      now={now}
      path={`/admin/${store.slug}/events`}
      params={query}
      page={page}
      pageSize={lettersPerPage}
      total={total}
      letters={rows.map((row) => ({ ...row, storeName: null }))}
      hasStores={false}
      state={filter.state}
      states={letterStates.map((value) => ({ value, count: counts.states[value] }))}
      causes={counts.causes}
      consumers={counts.consumers}
      spans={spanNames}
      shown={JSON.stringify(counts.states)}
      bulk={{
        fields: bulkFields(filter, { since, now }),
        most: lettersPerAct,
        replayAll: replayAllAction.bind(null, store.slug),
        discardAll: discardAllAction.bind(null, store.slug),
      }}
      t={translator(locale, "admin-events")}
    />
  );
}
