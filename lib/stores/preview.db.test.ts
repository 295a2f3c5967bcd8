import { expect, test } from "vitest";
import { withPlatform } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeStore } from "@/tests/factories/store";
import { hasPreviewPassword, openPreview, previewTokenOf } from "./preview";

async function setPassword(store: StoreView, previewPassword: string | null) {
  await withPlatform((tx) => tx.store.update({ where: { id: store.id }, data: { previewPassword } }));
}

test("the right password opens the preview, another one does not", async () => {
  const store = await makeStore({ isPublished: false });
  await setPassword(store, "abacate");
  expect(await openPreview(store.id, "abacate")).toBe(await previewTokenOf(store.id));
  expect(await openPreview(store.id, "Abacate")).toBeNull();
  expect(await openPreview(store.id, "")).toBeNull();
});

test("without a password nobody is let in by one", async () => {
  const store = await makeStore({ isPublished: false });
  expect(await hasPreviewPassword(store.id)).toBe(false);
  expect(await openPreview(store.id, "")).toBeNull();
  expect(await previewTokenOf(store.id)).toMatch(/^[0-9a-f]{32}$/);
});

test("a new password closes the doors that the old one opened, and no store opens another", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  await setPassword(store, "one");
  await setPassword(other, "one");
  const before = await previewTokenOf(store.id);
  expect(await previewTokenOf(other.id)).not.toBe(before);
  await setPassword(store, "two");
  expect(await previewTokenOf(store.id)).not.toBe(before);
});
