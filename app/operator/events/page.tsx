import type { Metadata } from "next";
import type { ReactNode } from "react";
import { EventsScreen } from "@/components/admin/events/events-screen";
import { isId } from "@/lib/core/ids";
import { countLetterStores } from "@/lib/events/dead-letters";
import { readLetterConsole } from "@/lib/events/letter-console";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { namesOfStores } from "@/lib/stores/queries";
import { discardAllOfAnyAction, replayAllOfAnyAction } from "./actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.events") };
}

export default async function OperatorEventsPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const address = await searchParams;
  const only = typeof address.store === "string" && isId(address.store) ? address.store : null;
  const { rows, params, bulk, ...shown } = await readLetterConsole({ storeId: only }, address);
  const counted = await countLetterStores(shown.state);
  const names = await namesOfStores([...rows, ...counted, { storeId: only }].flatMap(({ storeId }) => storeId ?? []));
  const nameOf = (storeId: string) => names.get(storeId) ?? storeId;
  return (
    <EventsScreen
      {...shown}
      locale={locale}
      timeZone="UTC"
      path="/operator/events"
      params={only ? { ...params, store: only } : params}
      stores={counted.map(({ storeId, count }) => ({ value: storeId, label: nameOf(storeId), count }))}
      store={only === null ? null : { value: only, label: nameOf(only) }}
      letters={rows.map((row) => ({ ...row, storeName: row.storeId ? nameOf(row.storeId) : "" }))}
      bulk={{ ...bulk, fields: only ? { ...bulk.fields, storeId: only } : bulk.fields }}
      replayAll={replayAllOfAnyAction}
      discardAll={discardAllOfAnyAction}
      t={translator(locale, "admin-events")}
    />
  );
}
