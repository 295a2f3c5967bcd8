import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { makeStore } from "@/tests/factories/store";
import { findPage, listPages, savePage, saveSettings, saveTheme } from "./commands";
import { findPage as findPublicPage, listPageLinks } from "./pages";
import { requireStore } from "./queries";
import type { StoreView } from "./types";

const auditOf = (store: StoreView) => withStore(store.id, (tx) => tx.auditEntry.findMany({ orderBy: { id: "asc" } }));
const eventsOf = (store: StoreView) =>
  withPlatform((tx) => tx.outboxEvent.findMany({ where: { storeId: store.id, name: "store.changed" } }));

async function makePage(store: StoreView, isPublished = true): Promise<string> {
  const id = newId();
  const data = { storeId: store.id, id, slug: "returns", kind: "returns", title: "Returns", bodyHtml: "<p>Thirty days.</p>", isPublished };
  await withStore(store.id, (tx) => tx.page.create({ data }));
  return id;
}

test("a new look is there, told to the pages, and written down", async () => {
  const store = await makeStore();
  const actorId = newId();
  await saveTheme(store, { ...store.theme, preset: "sinal", accent: "#0b4f9c" }, actorId);
  expect((await requireStore(store.id)).theme).toMatchObject({ preset: "sinal", accent: "#0b4f9c" });
  expect(await eventsOf(store)).toHaveLength(1);
  expect(await auditOf(store)).toMatchObject([
    { actorId, action: "store.theme_saved", subject: store.id, before: { preset: "linho" }, after: { preset: "sinal" } },
  ]);
});

test("new settings are there, told to the pages, and written down with what was before", async () => {
  const store = await makeStore({ name: "Before" });
  const contact = { legalName: "After Ltd.", document: "", email: "hi@after.example", phone: "", address: "" };
  await saveSettings(
    store,
    { name: "After", locale: "pt-BR", timeZone: "America/Bahia", isPublished: false, previewPassword: "", ...contact },
    newId(),
  );
  expect(await requireStore(store.id)).toMatchObject({
    name: "After",
    locale: "pt-BR",
    timeZone: "America/Bahia",
    isPublished: false,
    contact,
  });
  expect(await eventsOf(store)).toHaveLength(1);
  expect(await auditOf(store)).toMatchObject([{ action: "store.settings_saved", before: { name: "Before" }, after: { name: "After" } }]);
});

test("a content page is read by shoppers while it is published, and changed by its own store alone", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  const id = await makePage(store);
  const edit = { id, title: "Returns and swaps", bodyHtml: "<p>Sixty days.</p>" };
  expect(await savePage(other, { ...edit, isPublished: true }, newId())).toEqual({ ok: false, code: "not_found" });
  expect(await findPage(other, id)).toBeNull();

  expect((await savePage(store, { ...edit, isPublished: true }, newId())).ok).toBe(true);
  expect(await findPublicPage(store.id, "returns")).toMatchObject({ title: "Returns and swaps", bodyHtml: "<p>Sixty days.</p>" });
  expect(await findPublicPage(other.id, "returns")).toBeNull();

  await savePage(store, { ...edit, isPublished: false }, newId());
  expect(await findPublicPage(store.id, "returns")).toBeNull();
  expect(await listPageLinks(store.id)).toEqual([]);
  expect(await listPages(store)).toMatchObject([{ id, isPublished: false }]);
  expect((await auditOf(store)).map(({ action, subject }) => [action, subject])).toEqual([
    ["store.page_saved", id],
    ["store.page_saved", id],
  ]);
});

test("the links at the foot come in the order that shoppers expect", async () => {
  const store = await makeStore();
  const page = (kind: string) => ({ storeId: store.id, id: newId(), slug: kind, kind, title: kind, bodyHtml: "" });
  for (const kind of ["terms", "custom", "about", "returns"]) await withStore(store.id, (tx) => tx.page.create({ data: page(kind) }));
  expect((await listPageLinks(store.id)).map(({ kind }) => kind)).toEqual(["about", "returns", "terms", "custom"]);
});
