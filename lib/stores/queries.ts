import { toStoreId } from "@/lib/core/ids";
import { defaultLocale, findLocale } from "@/lib/core/locale";
import { currencySchema } from "@/lib/core/money";
import type { StoreModel } from "@/lib/db/generated/models";
import { withPlatform } from "@/lib/db/transaction";
import { contactSchema, menusSchema, type StoreView, themeSchema } from "./types";

type StoreRow = StoreModel & { hosts: HostFacts[] };
type HostFacts = { host: string; kind: string; state: string; isPrimary: boolean };

const hostFields = { select: { host: true, kind: true, state: true, isPrimary: true } } as const;
const routed = ["active", "degraded"];

/** The store that owns a normalised host, or null. Routing looks at `active` and `degraded` hosts only; there is no fallback store. */
export async function findStoreByHost(host: string): Promise<StoreView | null> {
  const row = await withPlatform((tx) =>
    tx.storeHost.findFirst({ where: { host, state: { in: routed } }, select: { store: { include: { hosts: hostFields } } } }),
  );
  return row && row.store.status !== "closed" ? toStoreView(row.store) : null;
}

/** The store with this slug, or null; for the admin, whose layout proves the membership. */
export async function findStoreBySlug(slug: string): Promise<StoreView | null> {
  const row = await withPlatform((tx) => tx.store.findUnique({ where: { slug }, include: { hosts: hostFields } }));
  return row ? toStoreView(row) : null;
}

/** The store with this id. Throws when there is none: ids come from memberships and verified messages. */
export async function requireStore(storeId: string): Promise<StoreView> {
  const row = await withPlatform((tx) => tx.store.findUniqueOrThrow({ where: { id: storeId }, include: { hosts: hostFields } }));
  return toStoreView(row);
}

function toStoreView(row: StoreRow): StoreView {
  return {
    id: toStoreId(row.id),
    slug: row.slug,
    name: row.name,
    status: statusOf(row.status),
    isPublished: row.isPublished,
    locale: findLocale(row.locale) ?? defaultLocale,
    currency: currencySchema.parse(row.currency),
    timeZone: row.timeZone,
    country: row.country,
    theme: themeSchema.parse(row.theme),
    menus: menusSchema.parse(row.menus),
    contact: contactSchema.parse(row.contact),
    primaryHost: canonicalOf(row.hosts),
  };
}

/** The primary host; while visitors do not get there, the temporary one, so that links and mails lead somewhere. */
function canonicalOf(hosts: readonly HostFacts[]): string {
  const primary = hosts.find(({ isPrimary }) => isPrimary);
  const temporary = hosts.find(({ kind }) => kind === "temporary");
  const chosen = primary?.state === "active" ? primary : (temporary ?? primary ?? hosts[0]);
  return chosen?.host ?? "";
}

function statusOf(text: string): StoreView["status"] {
  return text === "active" || text === "suspended" || text === "closed" ? text : "provisioning";
}

/** Every host that leads or led to the store, whatever its state: also those that it claims or claimed as its own. */
export async function listHosts(storeId: string): Promise<string[]> {
  return withPlatform(async (tx) => {
    const hosts = await tx.storeHost.findMany({ where: { storeId }, select: { host: true } });
    const claims = await tx.hostClaim.findMany({ where: { storeId }, select: { host: true } });
    return [...new Set([...hosts, ...claims].map((row) => row.host))];
  });
}

/** The names of stores by id, for the operator's lists. */
export async function namesOfStores(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await withPlatform((tx) =>
    tx.store.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } }),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export type HostRow = { host: string; kind: string; state: string; isPrimary: boolean };

/** The addresses of a store, the canonical one first; at most a hundred. */
export async function listStoreHosts(storeId: string): Promise<HostRow[]> {
  return withPlatform((tx) =>
    tx.storeHost.findMany({
      where: { storeId },
      orderBy: [{ isPrimary: "desc" }, { host: "asc" }],
      take: 100,
      select: { host: true, kind: true, state: true, isPrimary: true },
    }),
  );
}
