import type { Metadata } from "next";
import type { ReactNode } from "react";
import { EventsScreen } from "@/components/admin/events/events-screen";
import { countDeadLetters, letterStates, lettersPerPage, listDeadLetters } from "@/lib/events/dead-letters";
import { bulkFields, readLetterQuery, spanNames } from "@/lib/events/letter-params";
import { lettersPerAct } from "@/lib/events/resolve-letters";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { namesOfStores } from "@/lib/stores/queries";
import { discardAllOfAnyAction, replayAllOfAnyAction } from "./actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const everywhere = { storeId: null };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.events") };
}

export default async function OperatorEventsPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const { filter, since, page, params: query } = readLetterQuery(await searchParams);
  const now = new Date();
  const [{ rows, total }, counts] = await Promise.all([listDeadLetters(everywhere, filter, page), countDeadLetters(everywhere, filter)]);
  const names = await namesOfStores(rows.flatMap(({ storeId }) => (storeId ? [storeId] : [])));
  return (
    <EventsScreen
      locale={locale}
      timeZone="UTC"
      now={now}
      path="/operator/events"
      params={query}
      page={page}
      pageSize={lettersPerPage}
      total={total}
      letters={rows.map((row) => ({ ...row, storeName: names.get(row.storeId ?? "") ?? null }))}
      hasStores
      state={filter.state}
      states={letterStates.map((value) => ({ value, count: counts.states[value] }))}
      causes={counts.causes}
      consumers={counts.consumers}
      spans={spanNames}
      shown={JSON.stringify(counts.states)}
      bulk={{
        fields: bulkFields(filter, { since, now }),
        most: lettersPerAct,
        replayAll: replayAllOfAnyAction,
        discardAll: discardAllOfAnyAction,
      }}
      t={translator(locale, "admin-events")}
    />
  );
}
