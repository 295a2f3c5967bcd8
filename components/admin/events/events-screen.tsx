import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { hrefWith } from "@/components/ui/search-params";
import type { Locale } from "@/lib/core/locale";
import type { LetterConsole } from "@/lib/events/letter-console";
import type { Translate } from "@/lib/i18n/translator";
import { type Act, CauseGroups } from "./cause-groups";
import { LetterFilters, type StoreChoice } from "./letter-filters";
import { LetterTable, type LetterView } from "./letter-table";
import { LiveCounts } from "./live-counts";

export type EventsScreenProps = Omit<LetterConsole, "rows"> & {
  locale: Locale;
  timeZone: string;
  path: string;
  letters: readonly LetterView[];
  /** The operator's: stores that have letters, to choose from. */
  stores?: readonly StoreChoice[];
  /** The store that is chosen. */
  store?: Pick<StoreChoice, "value" | "label"> | null;
  replayAll: Act;
  discardAll: Act;
  t: Translate;
};

/** The console of dead letters: the merchant's with their own, the operator's with everybody's. */
export function EventsScreen(props: EventsScreenProps): ReactNode {
  const { locale, path, params, page, pageSize, total, state, states, causes, shown, bulk, stores, store, t } = props;
  const scope = store ? { store: store.value } : {};
  const tabs = states.map(({ value, count }) => ({
    href: hrefWith(path, scope, { state: value === "open" ? null : value }),
    label: t(`statuses.${value}`),
    count,
    isCurrent: value === state,
  }));
  const isFiltered = Object.keys(params).some((name) => name !== "state");
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        description={t("help")}
        action={
          <>
            <LiveCounts href={hrefWith(`${path}/counts`, scope, {})} shown={shown} />
            <LinkButton href={`${path}/search`} variant="secondary">
              {t("searchIndexes")}
            </LinkButton>
          </>
        }
      />
      <LinkTabs label={t("title")} tabs={tabs} />
      {state === "open" ? (
        <CauseGroups
          {...bulk}
          causes={causes}
          path={path}
          params={params}
          replayAll={props.replayAll}
          discardAll={props.discardAll}
          t={t}
        />
      ) : null}
      <Card>
        {total > 0 || isFiltered ? <LetterFilters {...props} /> : null}
        <LetterTable {...props} hasStores={stores !== undefined} isFiltered={isFiltered} />
      </Card>
      {total > pageSize ? <Pagination page={page} pageSize={pageSize} total={total} path={path} params={params} /> : null}
    </>
  );
}
