import {
  Activity,
  CreditCard,
  Globe,
  House,
  LayoutGrid,
  Palette,
  ReceiptText,
  Settings,
  ShoppingBag,
  Tag,
  TicketPercent,
  Truck,
  Users,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type NavigationItem = { href: string; label: string; icon: ReactNode; count?: number };
export type NavigationGroup = { key: string; label?: string; items: readonly NavigationItem[] };

const screens = {
  home: { path: "", icon: <House /> },
  orders: { path: "/orders", icon: <ShoppingBag /> },
  products: { path: "/products", icon: <Tag /> },
  collections: { path: "/collections", icon: <LayoutGrid /> },
  customers: { path: "/customers", icon: <Users /> },
  discounts: { path: "/discounts", icon: <TicketPercent /> },
  theme: { path: "/theme", icon: <Palette /> },
  domains: { path: "/domains", icon: <Globe /> },
  shipping: { path: "/shipping", icon: <Truck /> },
  payments: { path: "/payments", icon: <CreditCard /> },
  members: { path: "/members", icon: <UsersRound /> },
  billing: { path: "/billing", icon: <ReceiptText /> },
  events: { path: "/events", icon: <Activity /> },
  settings: { path: "/settings", icon: <Settings /> },
} as const satisfies Record<string, { path: string; icon: ReactNode }>;

export type AdminScreen = keyof typeof screens;

const groups: readonly { key: string; screens: readonly AdminScreen[] }[] = [
  { key: "sell", screens: ["home", "orders", "products", "collections", "customers", "discounts"] },
  { key: "store", screens: ["theme", "domains", "shipping", "payments"] },
  { key: "account", screens: ["members", "billing", "events", "settings"] },
];

export type AdminNavigationInput = {
  locale: Locale;
  slug: string;
  /** The screens that the member's role may open. */
  allowed: readonly AdminScreen[];
  /** What waits on a screen: orders to ship, dead letters. Zero shows nothing. */
  counts?: Partial<Record<AdminScreen, number>>;
};

/** The dashboard's navigation for one store, as far as the member may go. */
export function adminNavigation({ locale, slug, allowed, counts = {} }: AdminNavigationInput): NavigationGroup[] {
  const t = translator(locale, "admin-shell");

  return groups
    .map((group) => ({
      key: group.key,
      label: group.key === "sell" ? undefined : t(`groups.${group.key}`),
      items: group.screens
        .filter((screen) => allowed.includes(screen))
        .map((screen) => ({
          href: `/admin/${slug}${screens[screen].path}`,
          label: t(`screens.${screen}`),
          icon: screens[screen].icon,
          count: counts[screen] || undefined,
        })),
    }))
    .filter((group) => group.items.length > 0);
}

/** All screens of the dashboard, for a role that may open everything. */
export const allAdminScreens: readonly AdminScreen[] = groups.flatMap((group) => group.screens);
