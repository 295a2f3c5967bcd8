import { fail, ok, type Result } from "@/lib/core/result";
import { writeAudit } from "@/lib/db/audit-entry";
import type { Prisma } from "@/lib/db/generated/client";
import { withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import type { SettingsInput } from "./schema";
import type { StoreView, Theme } from "./types";

/** Saves how a store looks. Its pages are rendered anew by `store.changed`. */
export async function saveTheme(store: StoreView, theme: Theme, actorId: string): Promise<void> {
  await withStore(store.id, async (tx) => {
    await tx.store.update({ where: { id: store.id }, data: { theme: theme as Prisma.InputJsonValue, version: { increment: 1 } } });
    await writeAudit(tx, {
      storeId: store.id,
      actorId,
      action: "store.theme_saved",
      subject: store.id,
      before: { preset: store.theme.preset },
      after: { preset: theme.preset },
    });
    await record(tx, "store.changed", { storeId: store.id });
  });
}

/** Saves name, language, time zone, contact, whether the store is open to the public, and the word that lets people in before. */
export async function saveSettings(store: StoreView, input: SettingsInput, actorId: string): Promise<void> {
  const { name, locale, timeZone, isPublished, previewPassword, ...contact } = input;
  await withStore(store.id, async (tx) => {
    const data = { name, locale, timeZone, isPublished, previewPassword: previewPassword || null, contact };
    await tx.store.update({ where: { id: store.id }, data: { ...data, version: { increment: 1 } } });
    const before = { name: store.name, locale: store.locale, isPublished: store.isPublished };
    const act = { storeId: store.id, actorId, subject: store.id };
    await writeAudit(tx, { ...act, action: "store.settings_saved", before, after: { name, locale, isPublished } });
    await record(tx, "store.changed", { storeId: store.id });
  });
}

export type PageEdit = { id: string; title: string; bodyHtml: string; isPublished: boolean };
export type PageRow = PageEdit & { slug: string; kind: string };

const pageFields = { id: true, slug: true, kind: true, title: true, bodyHtml: true, isPublished: true } as const;

/** The content pages of a store; at most a hundred. */
export function listPages(store: StoreView): Promise<PageRow[]> {
  return withStore(store.id, (tx) => tx.page.findMany({ orderBy: { title: "asc" }, take: 100, select: pageFields }));
}

/** A content page by its id, or null. */
export function findPage(store: StoreView, id: string): Promise<PageRow | null> {
  return withStore(store.id, (tx) => tx.page.findUnique({ where: { storeId_id: { storeId: store.id, id } }, select: pageFields }));
}

/** Saves a content page; the HTML must be sanitised already. Fails with `not_found`. */
export function savePage(store: StoreView, { id, ...data }: PageEdit, actorId: string): Promise<Result<void, "not_found">> {
  return withStore(store.id, async (tx) => {
    const changed = await tx.page.updateMany({ where: { storeId: store.id, id }, data });
    if (changed.count !== 1) return fail("not_found");
    const { title, isPublished } = data;
    await writeAudit(tx, { storeId: store.id, actorId, action: "store.page_saved", subject: id, after: { title, isPublished } });
    await record(tx, "store.changed", { storeId: store.id });
    return ok();
  });
}
