import { notFound, redirect } from "next/navigation";
import { findCachedPreviewToken, findCachedStoreByHost } from "./cached";
import { parseHostParam } from "./storefront-path";
import type { StoreView } from "./types";

/** What somebody who comes to a host finds there. */
export type Entrance =
  | { kind: "open"; store: StoreView; isPreview: boolean }
  | { kind: "unpublished"; store: StoreView }
  | { kind: "suspended"; store: StoreView }
  | { kind: "unknown" };

/** Stands in for every host while the application is built; it leads nowhere and asks no database. */
export const placeholderHost = "placeholder.invalid";

/** Finds out what a storefront address leads to. `hostParam` is the route's parameter as the middleware wrote it. */
export async function findEntrance(hostParam: string): Promise<Entrance> {
  const { host, previewToken } = parseHostParam(hostParam);
  if (host === placeholderHost) return { kind: "unknown" };

  const store = await findCachedStoreByHost(host);
  if (!store || store.status === "closed" || store.status === "provisioning") return { kind: "unknown" };
  if (store.status === "suspended") return { kind: "suspended", store };
  if (store.isPublished) return { kind: "open", store, isPreview: false };
  const isPreview = previewToken !== null && previewToken === (await findCachedPreviewToken(store.id));
  return isPreview ? { kind: "open", store, isPreview } : { kind: "unpublished", store };
}

/**
 * The store whose shop window is open at this address. Answers 404 for a host that leads nowhere; a suspended store answers
 * at `/unavailable` with 503, an unpublished one at `/coming-soon`.
 */
export async function requireOpenStore(hostParam: string): Promise<StoreView> {
  const entrance = await findEntrance(hostParam);
  if (entrance.kind === "open") return entrance.store;
  if (entrance.kind === "suspended") redirect("/unavailable");
  if (entrance.kind === "unpublished") redirect("/coming-soon");
  notFound();
}
