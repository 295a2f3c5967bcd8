import type { ReactNode } from "react";
import type { FilterChip } from "@/components/ui/filter-chips";
import { FilterMenu } from "@/components/ui/filter-menu";
import type { SearchParams } from "@/components/ui/search-params";
import type { ProductFilter } from "@/lib/catalog/product-filter";
import type { Vocabulary } from "@/lib/catalog/queries";
import { productStatuses } from "@/lib/catalog/types";
import type { Translate } from "@/lib/i18n/translator";

type Named = { id: string; title: string };
export type ProductFiltersProps = {
  path: string;
  params: SearchParams;
  t: Translate;
  vocabulary: Vocabulary;
  collections: readonly Named[];
};

/** The filters of the product list; one choice of each, so choosing another replaces it. */
export function ProductFilters({ path, params, t, vocabulary, collections }: ProductFiltersProps): ReactNode {
  const choices = [
    { param: "status", options: productStatuses.map((value) => ({ value, label: t(`statuses.${value}`) })) },
    { param: "stock", options: (["low", "out"] as const).map((value) => ({ value, label: t(`stockFilter.${value}`) })) },
    { param: "collection", options: collections.map(({ id, title }) => ({ value: id, label: title })) },
    { param: "vendor", options: vocabulary.vendors.map((value) => ({ value, label: value })) },
    { param: "type", options: vocabulary.productTypes.map((value) => ({ value, label: value })) },
  ].filter(({ options }) => options.length > 0);

  return choices.map(({ param, options }) => (
    <FilterMenu key={param} label={t(`filters.${param}`)} param={param} options={options} path={path} params={params} />
  ));
}

/** The filters in force, as chips. */
export function chipsOf(filter: ProductFilter, { t, collections }: { t: Translate; collections: readonly Named[] }): FilterChip[] {
  const { status, stock, collectionId, vendor, productType } = filter;
  const chips = [
    status && { param: "status", value: status, label: t(`statuses.${status}`) },
    stock && { param: "stock", value: stock, label: t(`stockFilter.${stock}`) },
    collectionId && {
      param: "collection",
      value: collectionId,
      label: collections.find(({ id }) => id === collectionId)?.title ?? t("filters.collection"),
    },
    vendor && { param: "vendor", value: vendor, label: vendor },
    productType && { param: "type", value: productType, label: productType },
  ];
  return chips.filter((chip) => chip !== undefined && chip !== "");
}
