import type { ReactNode } from "react";
import { FilterChips } from "@/components/ui/filter-chips";
import { FilterMenu } from "@/components/ui/filter-menu";
import { type SearchParams, valuesOf } from "@/components/ui/search-params";
import type { Translate } from "@/lib/i18n/translator";

export type Counted = { value: string; count: number };

export type LetterFiltersProps = {
  path: string;
  params: SearchParams;
  consumers: readonly Counted[];
  causes: readonly Counted[];
  spans: readonly string[];
  t: Translate;
};

/** Filters of the list, kept in the address: which work, why, since when. */
export function LetterFilters({ path, params, consumers, causes, spans, t }: LetterFiltersProps): ReactNode {
  const worded = (kind: string, list: readonly Counted[]) => list.map((one) => ({ ...one, label: t(`${kind}.${one.value}`) }));
  const chips = [
    ...chipsOf("consumer", "consumers", { params, t }),
    ...chipsOf("cause", "causes", { params, t }),
    ...chipsOf("since", "spans", { params, t }),
  ];
  const single = { ...params, since: undefined };
  return (
    <div className="grid gap-3 border-border border-b p-4">
      <div className="flex flex-wrap gap-2">
        <FilterMenu label={t("filters.consumer")} param="consumer" options={worded("consumers", consumers)} path={path} params={params} />
        <FilterMenu label={t("filters.cause")} param="cause" options={worded("causes", causes)} path={path} params={params} />
        <FilterMenu
          label={t("filters.since")}
          param="since"
          options={spans.map((value) => ({ value, label: t(`spans.${value}`) }))}
          path={path}
          params={single}
        />
      </div>
      <FilterChips path={path} params={params} chips={chips} />
    </div>
  );
}

function chipsOf(param: string, words: string, { params, t }: { params: SearchParams; t: Translate }) {
  return valuesOf(params[param]).map((value) => ({ param, value, label: t(`${words}.${value}`) }));
}
