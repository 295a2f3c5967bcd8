import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { refuse } from "./attempt";
import { firstFreeSlug, slugOf } from "./rules";

type Kind = "product" | "collection";

export type SlugWish = {
  kind: Kind;
  /** What the merchant typed, as a slug; empty to have one made. */
  typed: string;
  title: string;
  /** The slug it has now; null for a new one. */
  current: string | null;
};

/**
 * The slug to store. A typed one that is taken is refused (`slug_taken`); a made one gets a number. An empty field keeps what
 * there is: an address changes only when the merchant changes it.
 */
export async function chooseSlug(tx: StoreTx, storeId: StoreId, wish: SlugWish): Promise<string> {
  if (wish.current !== null && (wish.typed === "" || wish.typed === wish.current)) return wish.current;
  const base = wish.typed || slugOf(wish.title) || wish.kind;
  const taken = await takenSlugs(tx, { storeId, kind: wish.kind, base });
  if (wish.typed && taken.has(wish.typed)) refuse("invalid", { slug: "slug_taken" });
  return firstFreeSlug(base, taken);
}

async function takenSlugs(tx: StoreTx, { storeId, kind, base }: { storeId: StoreId; kind: Kind; base: string }): Promise<Set<string>> {
  const query = { where: { storeId, slug: { startsWith: base.slice(0, 80) } }, select: { slug: true } };
  const rows = kind === "product" ? await tx.product.findMany(query) : await tx.collection.findMany(query);
  return new Set(rows.map((row) => row.slug));
}

/** Leads the old address to the new one, in one step even after several renames; an address in use leads nowhere else. */
export async function moveAddress(tx: StoreTx, storeId: StoreId, { from, to }: { from: string; to: string }): Promise<void> {
  if (from === to) return;
  await claimAddress(tx, storeId, to);
  await tx.pathRedirect.updateMany({ where: { storeId, toPath: from }, data: { toPath: to } });
  const where = { storeId_fromPath: { storeId, fromPath: from } };
  await tx.pathRedirect.upsert({ where, create: { storeId, fromPath: from, toPath: to }, update: { toPath: to } });
}

/** Ends a redirect from an address that something new now has. */
export async function claimAddress(tx: StoreTx, storeId: StoreId, path: string): Promise<void> {
  await tx.pathRedirect.deleteMany({ where: { storeId, fromPath: path } });
}

/** Ends redirects to an address that is gone. */
export async function dropAddress(tx: StoreTx, storeId: StoreId, path: string): Promise<void> {
  await tx.pathRedirect.deleteMany({ where: { storeId, toPath: path } });
}

export function productPath(slug: string): string {
  return `/products/${slug}`;
}

export function collectionPath(slug: string): string {
  return `/collections/${slug}`;
}
