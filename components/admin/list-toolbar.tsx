import type { ReactNode } from "react";
import { type FilterChip, FilterChips } from "@/components/ui/filter-chips";
import { SearchBox } from "@/components/ui/search-box";
import type { SearchParams } from "@/components/ui/search-params";

export type ListToolbarProps = {
  path: string;
  params: SearchParams;
  /** "Search products": names the search box. */
  searchLabel: string;
  /** FilterMenu, one per filter. */
  filters?: ReactNode;
  chips: readonly FilterChip[];
};

/** What stands over a list: its search, its filters, and the filters in force. */
export function ListToolbar({ path, params, searchLabel, filters, chips }: ListToolbarProps): ReactNode {
  const query = params.q;

  return (
    <div className="grid gap-3 border-border border-b p-4">
      <div className="flex flex-wrap gap-2">
        <SearchBox
          action={path}
          label={searchLabel}
          params={params}
          defaultValue={typeof query === "string" ? query : undefined}
          className="min-w-48 max-w-md flex-1"
        />
        {filters}
      </div>
      <FilterChips path={path} params={params} chips={chips} />
    </div>
  );
}
