"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { controlVariants } from "./control";
import { type SearchParams, valuesOf } from "./search-params";

export type SearchBoxProps = {
  /** Where the search goes; a plain GET form, so it works without JavaScript. */
  action: string;
  /** The accessible name: "Search products". Also the placeholder. */
  label: string;
  name?: string;
  defaultValue?: string;
  /** Present parameters to keep (filters); `page` and the search's own are left out. */
  params?: SearchParams;
  className?: string;
};

export function SearchBox({ action, label, name = "q", defaultValue, params = {}, className }: SearchBoxProps): ReactNode {
  const kept = Object.entries(params).filter(([key]) => key !== name && key !== "page");

  return (
    <Form action={action} role="search" className={cn("relative w-full", className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-text-muted" />
      <input
        type="search"
        name={name}
        key={defaultValue}
        defaultValue={defaultValue}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        className={cn(controlVariants(), "pl-9")}
      />
      {kept.flatMap(([key, value]) => valuesOf(value).map((one) => <input key={`${key}=${one}`} type="hidden" name={key} value={one} />))}
    </Form>
  );
}
