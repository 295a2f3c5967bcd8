import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { type StoreId, toStoreId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { flushOutbox } from "@/lib/events/flush";
import { record } from "@/lib/events/outbox";
import { addressOf, temporaryHost } from "@/lib/stores/hosts";
import { presets, type Theme, themeSchema } from "@/lib/stores/types";
import { type Buyer, buyers, goToPayment } from "./checkout";
import { open, openAsOwner, patienceMs, type Take, takePicture } from "./picture";

const folder = "public/brand/screens";
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** The landing page's pictures. Changes the looks of the demo stores and puts them back. */
export async function takeLanding(browser: Browser): Promise<void> {
  for (const buyer of buyers) await takeStore(browser, buyer);
}

async function takeStore(browser: Browser, buyer: Buyer): Promise<void> {
  const store = await withPlatform((tx) => tx.store.findUniqueOrThrow({ where: { slug: buyer.slug }, select: { id: true, theme: true } }));
  const home = addressOf(temporaryHost(buyer.slug, env().STORES_DOMAIN), env().PLATFORM_URL);
  const take: Take = { browser, locale: buyer.locale };

  await takePicture(take, { file: fileOf(take, "storefront"), context: desk }, (page) => open(page, home));
  await takePicture(take, { file: fileOf(take, "dashboard"), context: desk }, (page) => openDashboard(page, buyer));
  await takePicture(take, { file: fileOf(take, "checkout"), context: phone }, (page) => goToPayment(page, home, buyer));
  await takeLooks(take, { id: toStoreId(store.id), theme: themeSchema.parse(store.theme), home });
}

function fileOf({ locale }: Take, name: string): string {
  return path.join(folder, locale, `${name}.webp`);
}

type Dressed = { id: StoreId; theme: Theme; home: string };

/** The home page in each preset; the store's own look is put back, whatever happens. */
async function takeLooks(take: Take, { id, theme, home }: Dressed): Promise<void> {
  try {
    for (const preset of presets) {
      await wear(id, { ...theme, preset });
      await takePicture(take, { file: fileOf(take, preset), context: phone }, (page) => openWearing(page, home, preset));
    }
  } finally {
    await wear(id, theme);
  }
}

async function wear(storeId: StoreId, theme: Theme): Promise<void> {
  await withStore(storeId, async (tx) => {
    await tx.store.update({ where: { id: storeId }, data: { theme, version: { increment: 1 } } });
    await record(tx, "store.changed", { storeId });
  });
  await flushOutbox();
}

async function openWearing(page: Page, home: string, preset: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    await open(page, home);
    if ((await page.locator("html").getAttribute("data-preset")) === preset) return;
    if (Date.now() > until) throw new Error(`${home} does not show the preset ${preset}: does the queue deliver?`);
    await page.waitForTimeout(1000);
  }
}

async function openDashboard(page: Page, { slug }: Buyer): Promise<void> {
  await openAsOwner(page, `/admin/${slug}`);
  // The chart is drawn by the page's script.
  await page.locator("svg.recharts-surface").first().waitFor({ timeout: patienceMs });
}
