import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import type { Commands } from "./command-palette";
import type { NavigationGroup } from "./navigation";

/** What ⌘K offers in a store's dashboard: every screen of its navigation, the things to add, and its searches. */
export function adminCommands(locale: Locale, slug: string, navigation: readonly NavigationGroup[]): Commands {
  const t = translator(locale, "admin-shell");
  const base = `/admin/${slug}`;
  const screens = navigation.flatMap((group) => group.items);
  const isReachable = ({ screen }: { screen: string }) => screens.some((item) => item.href === `${base}/${screen}`);

  return {
    groups: [
      { label: t("commands.go"), items: screens.map(({ href, label, icon }) => ({ id: href, href, label, icon })) },
      {
        label: t("commands.add"),
        items: additions
          .filter(isReachable)
          .map(({ key, screen }) => ({ id: `new-${key}`, href: `${base}/${screen}/new`, label: t(`commands.new.${key}`) })),
      },
    ].filter((group) => group.items.length > 0),
    searches: searchable
      .filter(isReachable)
      .map(({ screen }) => ({ id: `search-${screen}`, label: t(`screens.${screen}`), path: `${base}/${screen}` })),
  };
}

const additions = [
  { key: "product", screen: "products" },
  { key: "collection", screen: "collections" },
  { key: "discount", screen: "discounts" },
] as const;

const searchable = [{ screen: "orders" }, { screen: "products" }, { screen: "customers" }] as const;
