import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { FilterChips } from "@/components/ui/filter-chips";
import { Pagination } from "@/components/ui/pagination";
import { translator } from "@/lib/i18n/translator";
import type { PaymentOffer } from "@/lib/payments/offers";
import { type ListParams, maxPage, pageSize, toParams } from "@/lib/search/params";
import type { SearchAnswer, Sort } from "@/lib/search/types";
import type { StoreView } from "@/lib/stores/types";
import { ProductCard } from "../product-card";
import { chipsOf } from "./chips";
import { Facets } from "./facets";
import { FilterSheet } from "./filter-sheet";
import { SortSelect } from "./sort-select";

export type ProductListProps = {
  store: StoreView;
  path: string;
  params: ListParams;
  answer: SearchAnswer;
  offer: PaymentOffer | null;
  /** The orders on offer; the first is the list's own. */
  sorts: readonly Sort[];
  /** In place of the grid, when nothing is found. */
  empty: ReactNode;
};

/** A list of products with its facets (beside it on a desk, in a sheet on a phone), chips, order and pages. */
export function ProductList({ store, path, params, answer, offer, sorts, empty }: ProductListProps): ReactNode {
  const t = translator(store.locale, "storefront.list");
  const words = { t, currency: store.currency, locale: store.locale };
  const chips = chipsOf(params, words);
  const raw = toParams(params);
  const facets = answer.facets.length > 0 ? <Facets path={path} params={params} facets={answer.facets} words={words} /> : null;
  const count = t("count", { count: answer.total });

  return (
    <div className={cn("store-width mt-6 grid gap-x-12 lg:mt-8", facets && "lg:grid-cols-[15rem_minmax(0,1fr)]")}>
      <noscript>
        <style>{".needs-script{display:none!important}.facet-column{display:block!important}"}</style>
      </noscript>
      {facets ? (
        <aside aria-label={t("filters")} className="facet-column mb-8 max-lg:hidden">
          {facets}
        </aside>
      ) : null}
      <div className="min-w-0">
        <div className="flex flex-wrap items-center justify-between gap-3">
          {facets ? (
            <FilterSheet label={t("filters")} count={chips.length} done={t("show", { count: answer.total })}>
              {facets}
            </FilterSheet>
          ) : null}
          <p role="status" className="text-sm text-text-muted max-lg:order-last max-lg:w-full">
            {count}
          </p>
          {answer.total > 1 ? (
            <SortSelect
              path={path}
              params={raw}
              options={sorts.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
              value={params.sort ?? sorts[0] ?? "featured"}
              label={t("sort")}
              apply={t("apply")}
            />
          ) : null}
        </div>
        <FilterChips path={path} params={raw} chips={chips} className="mt-4" />
        {answer.cards.length === 0 ? (
          empty
        ) : (
          <ul className="store-grid mt-6 lg:mt-8">
            {answer.cards.map((card, index) => (
              <li key={card.id}>
                <ProductCard store={store} card={card} offer={offer} searched={params.text} isEager={index < 4} />
              </li>
            ))}
          </ul>
        )}
        {answer.total > pageSize ? (
          <div className="mt-12">
            <Pagination page={params.page} pageSize={pageSize} total={answer.total} lastPage={maxPage} path={path} params={raw} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
