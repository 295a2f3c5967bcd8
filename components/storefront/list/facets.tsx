import { ChevronDown } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { hrefWith } from "@/components/ui/search-params";
import { chosenOf, type ListParams, paramOf, toParams } from "@/lib/search/params";
import type { Facet, FacetValue } from "@/lib/search/types";
import { facetTitle, type LabelContext, valueLabel } from "./labels";
import { LinkPending } from "./link-pending";

export type FacetsProps = { path: string; params: ListParams; facets: readonly Facet[]; words: LabelContext };

const opened = 4;

/** What a list can be narrowed by. Each value is a link, so that it works without a script and can be shared. */
export function Facets({ path, params, facets, words }: FacetsProps): ReactNode {
  return (
    <div className="grid">
      {facets.map((facet, index) => {
        const chosen = chosenOf(facet, params.filters);
        return (
          <details
            key={paramOf(facet)}
            open={index < opened || chosen.length > 0}
            className="group border-border border-b py-1 first:border-t"
          >
            <summary className="flex min-h-11 list-none items-center justify-between font-medium text-sm">
              {facetTitle(facet, words)}
              <ChevronDown aria-hidden className="size-4 text-text-muted transition-transform group-open:rotate-180" />
            </summary>
            <ul className="pb-3">
              {facet.values.map((value) => (
                <FacetLink key={value.value} path={path} params={params} facet={facet} value={value} chosen={chosen} words={words} />
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}

type FacetLinkProps = Omit<FacetsProps, "facets"> & { facet: Facet; value: FacetValue; chosen: readonly string[] };

function FacetLink({ path, params, facet, value, chosen, words }: FacetLinkProps): ReactNode {
  const isChosen = chosen.includes(value.value);
  const next = isChosen ? chosen.filter((one) => one !== value.value) : [...chosen, value.value];
  const label = valueLabel(facet.kind, value.value, words);

  return (
    <li>
      <Link
        href={hrefWith(path, toParams(params), { [paramOf(facet)]: next })}
        scroll={false}
        prefetch={false}
        rel="nofollow"
        role="checkbox"
        aria-checked={isChosen}
        className="flex min-h-9 items-center gap-3 rounded-sm text-sm text-text-muted hover:text-text aria-checked:text-text touch:min-h-11"
      >
        <span
          aria-hidden
          className={cn(
            "grid size-4.5 shrink-0 place-items-center rounded-[min(4px,var(--corner-sm))] border text-xs leading-none",
            isChosen ? "border-text bg-text text-background" : "border-border-strong bg-surface",
          )}
        >
          {isChosen ? "✓" : ""}
        </span>
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <LinkPending />
        <span className="text-xs tabular-nums">
          <span className="sr-only">{words.t("countOf")} </span>
          {value.count}
        </span>
      </Link>
    </li>
  );
}
