import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import type { SearchParams } from "@/components/ui/search-params";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import { type Act, CauseGroups } from "./cause-groups";
import { LetterFilters } from "./letter-filters";
import { LetterTable, type LetterView } from "./letter-table";
import { LiveCounts } from "./live-counts";

type Counted = readonly { value: string; count: number }[];

export type EventsScreenProps = {
  locale: Locale;
  timeZone: string;
  now: Date;
  path: string;
  params: SearchParams;
  page: number;
  pageSize: number;
  total: number;
  letters: readonly LetterView[];
  hasStores: boolean;
  state: string;
  /** Every state with how many there are, in the order of the tabs. */
  states: Counted;
  causes: Counted;
  consumers: Counted;
  spans: readonly string[];
  /** What `LiveCounts` compares with. */
  shown: string;
  bulk: { fields: Record<string, string>; most: number; replayAll: Act; discardAll: Act };
  t: Translate;
};

/** The console of dead letters: the merchant's with their own, the operator's with everybody's. */
export function EventsScreen(props: EventsScreenProps): ReactNode {
  const { locale, path, params, page, pageSize, total, state, states, causes, consumers, spans, shown, bulk, t } = props;
  const tabs = states.map(({ value, count }) => ({
    href: value === "open" ? path : `${path}?state=${value}`,
    label: t(`statuses.${value}`),
    count,
    isCurrent: value === state,
  }));
  const isFiltered = total === 0 && Object.keys(params).length > 0;
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        description={t("help")}
        action={
          <>
            <LiveCounts href={`${path}/counts`} shown={shown} />
            <LinkButton href={`${path}/search`} variant="secondary">
              {t("searchIndexes")}
            </LinkButton>
          </>
        }
      />
      <LinkTabs label={t("title")} tabs={tabs} />
      {state === "open" ? <CauseGroups causes={causes} path={path} params={params} t={t} {...bulk} /> : null}
      <Card>
        <LetterFilters path={path} params={params} consumers={consumers} causes={causes} spans={spans} t={t} />
        <LetterTable {...props} isFiltered={isFiltered} />
      </Card>
      {total > pageSize ? <Pagination page={page} pageSize={pageSize} total={total} path={path} params={params} /> : null}
    </>
  );
}
