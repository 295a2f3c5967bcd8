import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";

export type PageLink = { slug: string; title: string; kind: string };
export type PageView = { slug: string; title: string; bodyHtml: string; kind: string; updatedAt: string };

/** The kinds of pages whose links the law or the trade expects at the foot of a store, in this order. */
const footOrder = ["about", "contact", "returns", "privacy", "terms", "custom"];

/** A published content page, or null. `updatedAt` is ISO 8601. */
export async function findPage(storeId: StoreId, slug: string): Promise<PageView | null> {
  const page = await withStore(storeId, (tx) => tx.page.findFirst({ where: { storeId, slug, isPublished: true } }));
  return page && { slug, title: page.title, bodyHtml: page.bodyHtml, kind: page.kind, updatedAt: page.updatedAt.toISOString() };
}

/** The published pages, at most 30, those that every store has first. */
export async function listPageLinks(storeId: StoreId): Promise<PageLink[]> {
  const pages = await withStore(storeId, (tx) =>
    tx.page.findMany({
      where: { storeId, isPublished: true },
      select: { slug: true, title: true, kind: true },
      orderBy: { createdAt: "asc" },
      take: 30,
    }),
  );
  return pages.sort((one, other) => footOrder.indexOf(one.kind) - footOrder.indexOf(other.kind));
}

/** Where an old path of the store leads now, or null. */
export async function findRedirect(storeId: StoreId, path: string): Promise<string | null> {
  const row = await withStore(storeId, (tx) => tx.pathRedirect.findUnique({ where: { storeId_fromPath: { storeId, fromPath: path } } }));
  return row?.toPath ?? null;
}
