import type { ReactNode } from "react";
import { FilterChips } from "@/components/ui/filter-chips";
import { FilterMenu } from "@/components/ui/filter-menu";
import { type SearchParams, valuesOf } from "@/components/ui/search-params";
import type { Translate } from "@/lib/i18n/translator";

export type Counted = { value: string; count: number };

export type StoreChoice = { value: string; label: string; count: number };

export type LetterFiltersProps = {
  path: string;
  params: SearchParams;
  consumers: readonly Counted[];
  causes: readonly Counted[];
  spans: readonly string[];
  /** Stores to choose from, and the one that is chosen; left out where there is one store alone. */
  stores?: readonly StoreChoice[];
  store?: Pick<StoreChoice, "value" | "label"> | null;
  t: Translate;
};

/** Filters of the list, kept in the address: whose, which work, why, since when. */
export function LetterFilters({ path, params, consumers, causes, spans, stores, store, t }: LetterFiltersProps): ReactNode {
  const worded = (kind: string, list: readonly Counted[]) => list.map((one) => ({ ...one, label: t(`${kind}.${one.value}`) }));
  const chips = [
    ...(store ? [{ ...store, param: "store" }] : []),
    ...chipsOf("consumer", "consumers", { params, t }),
    ...chipsOf("cause", "causes", { params, t }),
    ...chipsOf("since", "spans", { params, t }),
  ];
  const single = { ...params, since: undefined };
  const anyStore = { ...params, store: undefined };
  return (
    <div className="grid gap-3 border-border border-b p-4">
      <div className="flex flex-wrap gap-2">
        {stores ? <FilterMenu label={t("filters.store")} param="store" options={stores} path={path} params={anyStore} /> : null}
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
