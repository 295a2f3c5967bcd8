import type { ReactNode } from "react";
import { AccountMenu } from "@/components/admin/account-menu";
import { adminCommands } from "@/components/admin/commands";
import { type AdminScreen, adminNavigation, allAdminScreens } from "@/components/admin/navigation";
import { AdminShell } from "@/components/admin/shell";
import { StoreSwitcher } from "@/components/admin/store-switcher";
import { env } from "@/lib/env";
import { isAllowed, type Permission } from "@/lib/identity/permissions";
import { listOwnStores, requireMember } from "@/lib/identity/session";
import { readAttention } from "@/lib/orders/attention";
import { addressOf, temporaryHost } from "@/lib/stores/hosts";
import { signOutAction } from "../../(auth)/login/actions";

type Props = { children: ReactNode; params: Promise<{ store: string }> };

const needed: Partial<Record<AdminScreen, Permission>> = {
  orders: "orders:read",
  customers: "orders:read",
  products: "catalog:write",
  collections: "catalog:write",
  discounts: "settings:write",
  theme: "settings:write",
  domains: "settings:write",
  shipping: "settings:write",
  payments: "payments:write",
  members: "members:write",
  billing: "billing:write",
  events: "events:write",
  settings: "settings:write",
};

export default async function StoreAdminLayout({ children, params }: Props): Promise<ReactNode> {
  const { store, member, locale } = await requireMember((await params).store);
  const [stores, attention] = await Promise.all([listOwnStores(member), readAttention(store)]);
  const { PLATFORM_URL, STORES_DOMAIN } = env();
  const allowed = allAdminScreens.filter((screen) => isAllowed(member.role, needed[screen] ?? "store:read"));
  const navigation = adminNavigation({
    locale,
    slug: store.slug,
    allowed,
    counts: { orders: attention.toShip, events: attention.deadLetters },
  });
  const current = { slug: store.slug, name: store.name, host: store.primaryHost };
  const others = stores.map(({ slug, name }) => ({ slug, name, host: temporaryHost(slug, STORES_DOMAIN) }));
  return (
    <AdminShell
      locale={locale}
      homeHref={`/admin/${store.slug}`}
      switcher={<StoreSwitcher current={current} stores={others} storefrontUrl={addressOf(store.primaryHost, PLATFORM_URL)} />}
      navigation={navigation}
      commands={adminCommands(locale, store.slug, navigation)}
      account={
        <AccountMenu
          name={member.name || member.email}
          email={member.email}
          accountHref={`/admin/${store.slug}/account`}
          signOut={signOutAction}
        />
      }
    >
      {children}
    </AdminShell>
  );
}
