"use client";

import { Check, ChevronsUpDown, ExternalLink, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu";

export type SwitcherStore = { slug: string; name: string; host: string };

export type StoreSwitcherProps = {
  current: SwitcherStore;
  /** Every store the member works for, the current one included. */
  stores: readonly SwitcherStore[];
  /** The storefront's address, with its scheme. */
  storefrontUrl: string;
};

/** Which store this is; the way to the others, to the storefront and to a new one. */
export function StoreSwitcher({ current, stores, storefrontUrl }: StoreSwitcherProps): ReactNode {
  const t = useTranslations("admin-shell");

  return (
    <Menu
      align="start"
      className="w-64"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-3 rounded-md border border-border bg-surface p-2 text-left shadow-raised transition-colors hover:bg-muted"
        >
          <Avatar name={current.name} shape="square" size="md" />
          <span className="grid min-w-0 flex-1">
            <span className="truncate font-semibold text-sm leading-5">{current.name}</span>
            <span className="truncate text-text-muted text-xs">{current.host}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted" />
          <span className="sr-only">{t("switchStore")}</span>
        </button>
      }
    >
      <MenuLabel>{t("stores")}</MenuLabel>
      {stores.map((store) => (
        <MenuLink key={store.slug} href={`/admin/${store.slug}`}>
          <Avatar name={store.name} shape="square" size="sm" />
          <span className="min-w-0 flex-1 truncate">{store.name}</span>
          {store.slug === current.slug ? <Check aria-hidden className="text-accent-text" /> : null}
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink href={storefrontUrl} target="_blank" rel="noopener">
        <ExternalLink aria-hidden />
        {t("viewStore")}
      </MenuLink>
      <MenuLink href="/signup">
        <Plus aria-hidden />
        {t("newStore")}
      </MenuLink>
    </Menu>
  );
}
