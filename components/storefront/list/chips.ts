import type { FilterChip } from "@/components/ui/filter-chips";
import { chosenOf, type ListParams } from "@/lib/search/params";
import { type LabelContext, valueLabel } from "./labels";

/** The filters in force, as they are taken off again. */
export function chipsOf({ filters }: ListParams, words: LabelContext): FilterChip[] {
  const groups = [
    ...(["available", "price", "type", "vendor"] as const).map((kind) => ({ kind, name: "", param: kind as string })),
    ...Object.keys(filters.options).map((name) => ({ kind: "option" as const, name, param: `option.${name}` })),
  ];
  return groups.flatMap(({ kind, name, param }) =>
    chosenOf({ kind, name }, filters).map((value) => {
      const label = valueLabel(kind, value, words);
      return { param, value, label: kind === "option" ? `${name}: ${label}` : label };
    }),
  );
}
