import Link from "next/link";
import type { ReactNode } from "react";
import type { MenuCollection } from "@/lib/catalog/storefront";
import { translator } from "@/lib/i18n/translator";
import type { StoreView } from "@/lib/stores/types";
import { CartButton } from "./cart/cart-button";
import { Menu, type MenuLink } from "./menu";
import { SearchField } from "./search/search-field";
import { StoreLogo } from "./store-logo";

const firstLinks = 6;

export type HeaderProps = { store: StoreView; collections: readonly MenuCollection[] };

/** The top of every page: announcement, logo, menu, search, cart. The preset decides how they stand. */
export function Header({ store, collections }: HeaderProps): ReactNode {
  const t = translator(store.locale, "storefront");
  const all: MenuLink[] = collections.map(({ slug, title }) => ({ label: title, href: `/collections/${slug}` }));
  const own = store.menus.header;
  const links = own.length > 0 ? own : all.slice(0, firstLinks);

  return (
    <>
      {store.theme.announcement ? (
        <p className="bg-accent px-4 py-2.5 text-center text-accent-contrast text-sm">{store.theme.announcement}</p>
      ) : null}
      <header className="sticky top-0 z-30 border-border border-b bg-background sinal:border-transparent sinal:bg-inverse sinal:text-inverse-text">
        <div className="store-width grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-2 py-2.5 lg:gap-x-8 lg:grid-cols-[auto_1fr_minmax(13rem,18rem)_auto] lg:py-4 linho:lg:grid-cols-[minmax(12rem,1fr)_auto_minmax(12rem,1fr)]">
          <div className="lg:hidden">
            <Menu label={t("menu.open")} home={t("menu.home")} everything={t("menu.everything")} links={own.length > 0 ? own : all} />
          </div>
          <div className="min-w-0 max-lg:justify-self-center linho:lg:order-2 linho:lg:justify-self-center">
            <StoreLogo store={store} />
          </div>
          <nav
            aria-label={t("menu.label")}
            className="min-w-0 max-lg:hidden linho:lg:order-4 linho:lg:col-span-3 linho:lg:justify-self-center nevoa:lg:justify-self-center"
          >
            <ul className="flex flex-wrap items-center gap-x-6 gap-y-1 text-sm linho:gap-x-8 sinal:font-semibold">
              {links.map((link) => (
                <li key={link.href}>
                  <Link href={link.href} className="block py-1.5 underline-offset-8 hover:underline">
                    {link.label}
                  </Link>
                </li>
              ))}
              {own.length === 0 && all.length > links.length ? (
                <li>
                  <Menu label={t("menu.all")} everything={t("menu.everything")} links={all} isText />
                </li>
              ) : null}
            </ul>
          </nav>
          <SearchField className="max-lg:order-last max-lg:col-span-3 linho:lg:order-1 linho:lg:max-w-64" />
          <div className="linho:lg:order-3 linho:lg:justify-self-end">
            <CartButton />
          </div>
        </div>
      </header>
    </>
  );
}
