import { withPlatform } from "@/lib/db/transaction";
import { requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";
import { type Role, toRole } from "./permissions";

export type MembershipRow = { slug: string; name: string; role: Role };

/** The store and role of a person who works for the store with this slug, or null. */
export async function findMembership(userId: string, slug: string): Promise<{ store: StoreView; role: Role } | null> {
  const row = await withPlatform((tx) =>
    tx.membership.findFirst({ where: { userId, store: { slug, status: { not: "closed" } } }, select: { role: true, storeId: true } }),
  );
  return row ? { store: await requireStore(row.storeId), role: toRole(row.role) } : null;
}

/** The stores of a person, by name; at most a hundred. */
export async function listMemberships(userId: string): Promise<MembershipRow[]> {
  const rows = await withPlatform((tx) =>
    tx.membership.findMany({
      where: { userId, store: { status: { not: "closed" } } },
      orderBy: { store: { name: "asc" } },
      take: 100,
      select: { role: true, store: { select: { slug: true, name: true } } },
    }),
  );
  return rows.map((row) => ({ slug: row.store.slug, name: row.store.name, role: toRole(row.role) }));
}
