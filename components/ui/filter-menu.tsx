"use client";

import { Check, ChevronDown } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Menu } from "./menu";
import { panelItem } from "./overlay";
import { hrefWith, type SearchParams, valuesOf } from "./search-params";

export type FilterMenuProps = {
  label: string;
  param: string;
  options: readonly { value: string; label: string; count?: number }[];
  path: string;
  params: SearchParams;
};

/** A filter of a list: each choice is a link that adds it to the address, or takes it away. */
export function FilterMenu({ label, param, options, path, params }: FilterMenuProps): ReactNode {
  const chosen = valuesOf(params[param]);
  const toggled = (value: string) => (chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);

  return (
    <Menu
      align="start"
      trigger={
        <Button variant="secondary">
          {label}
          <ChevronDown aria-hidden className="text-text-muted" />
        </Button>
      }
    >
      {options.map((option) => (
        <DropdownMenu.Item key={option.value} asChild>
          <Link
            href={hrefWith(path, params, { [param]: toggled(option.value) })}
            scroll={false}
            className={panelItem}
            aria-current={chosen.includes(option.value) || undefined}
          >
            <Check aria-hidden className={chosen.includes(option.value) ? "text-accent-text" : "invisible"} />
            <span className="flex-1">{option.label}</span>
            {option.count === undefined ? null : <span className="text-text-muted text-xs tabular-nums">{option.count}</span>}
          </Link>
        </DropdownMenu.Item>
      ))}
    </Menu>
  );
}
