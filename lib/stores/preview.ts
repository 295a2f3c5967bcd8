import { createHmac } from "node:crypto";
import type { StoreId } from "@/lib/core/ids";
import { equalSecrets } from "@/lib/core/seal";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";

/** The cookie that opens a store before it is published; the middleware passes its value on to the page. */
export const previewCookie = "preview";

/**
 * What opens the preview of a store: bound to the store and its preview password, so that a new password closes the doors
 * that the old one opened. A store without a password is opened by members alone, through a link of the admin.
 */
export async function previewTokenOf(storeId: StoreId): Promise<string> {
  const password = await findPreviewPassword(storeId);
  return createHmac("sha256", env().NEXTAUTH_SECRET)
    .update(`preview:${storeId}:${password ?? ""}`)
    .digest("hex")
    .slice(0, 32);
}

/** Whether the store lets people in by a password before it is published. */
export async function hasPreviewPassword(storeId: StoreId): Promise<boolean> {
  return (await findPreviewPassword(storeId)) !== null;
}

/** The store's preview token when the password is the right one, else null. */
export async function openPreview(storeId: StoreId, typed: string): Promise<string | null> {
  const password = await findPreviewPassword(storeId);
  return password !== null && equalSecrets(password, typed) ? previewTokenOf(storeId) : null;
}

/** The word that lets people in before the store is open, for its members; null when there is none. */
export async function findPreviewPassword(storeId: StoreId): Promise<string | null> {
  const store = await withStore(storeId, (tx) => tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { previewPassword: true } }));
  return store.previewPassword || null;
}
