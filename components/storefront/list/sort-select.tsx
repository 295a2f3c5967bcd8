"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { hrefWith, type SearchParams, valuesOf } from "@/components/ui/search-params";
import { Select, type SelectOption } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";

export type SortSelectProps = {
  path: string;
  params: SearchParams;
  /** The first is what the list has when nothing is said. */
  options: readonly SelectOption[];
  value: string;
  label: string;
  /** Words of the button that sends the form where no script runs. */
  apply: string;
};

/** The order of a list: changes at once with a script, by a button without. */
export function SortSelect({ path, params, options, value, label, apply }: SortSelectProps): ReactNode {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const kept = Object.entries(params).filter(([name]) => name !== "sort" && name !== "page");
  const onChange = (sort: string) =>
    start(() => router.push(hrefWith(path, params, { sort: sort === options[0]?.value ? null : sort }), { scroll: false }));

  return (
    <form action={path} method="get" className="flex items-center gap-2">
      {kept.flatMap(([name, values]) =>
        valuesOf(values).map((one) => <input key={`${name}=${one}`} type="hidden" name={name} value={one} />),
      )}
      {isPending ? <Spinner className="size-4" /> : null}
      <Select
        name="sort"
        aria-label={label}
        options={options}
        key={value}
        defaultValue={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-48"
      />
      <noscript>
        <button type="submit" className="h-11 rounded-md border border-border-strong px-3 text-sm">
          {apply}
        </button>
      </noscript>
    </form>
  );
}
