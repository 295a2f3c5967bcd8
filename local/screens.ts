import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { type StoreId, toStoreId } from "@/lib/core/ids";
import { disconnect } from "@/lib/db/clients";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { flushOutbox } from "@/lib/events/flush";
import { record } from "@/lib/events/outbox";
import { addressOf, temporaryHost } from "@/lib/stores/hosts";
import { presets, type Theme, themeSchema } from "@/lib/stores/types";
import { demoPeople } from "./demo";
import { joinInstallation } from "./join-installation";
import { Problem } from "./problem";
import { type Buyer, buyers, goToPayment } from "./screens/checkout";

/**
 * `npm run screens`: takes the landing page's pictures from the installation that runs, found by `PORT` and `DATA_FOLDER` as
 * `npm start` finds them. It signs in as the demo owner, changes the looks of the demo stores and puts them back.
 * `CHROMIUM_PATH`: a Chromium to use instead of Playwright's own.
 */
const folder = "public/brand/screens";
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const patienceMs = 90_000;
const picturePatienceMs = 15_000;

async function main(): Promise<void> {
  await joinInstallation(process.env.PLATFORM_URL ?? `http://localhost:${process.env.PORT ?? 3000}`);
  const isRoot = process.getuid?.() === 0;
  const executablePath = process.env.CHROMIUM_PATH;
  const browser = await chromium.launch({ args: isRoot ? ["--no-sandbox"] : [], ...(executablePath ? { executablePath } : {}) });
  try {
    for (const buyer of buyers) await takeStore(browser, buyer);
  } finally {
    await browser.close();
  }
}

async function takeStore(browser: Browser, buyer: Buyer): Promise<void> {
  const store = await withPlatform((tx) => tx.store.findUniqueOrThrow({ where: { slug: buyer.slug }, select: { id: true, theme: true } }));
  const home = addressOf(temporaryHost(buyer.slug, env().STORES_DOMAIN), env().PLATFORM_URL);
  const take: Take = { browser, locale: buyer.locale };

  await takePicture(take, { name: "storefront", context: desk }, (page) => open(page, home));
  await takePicture(take, { name: "dashboard", context: desk }, (page) => openDashboard(page, buyer));
  await takePicture(take, { name: "checkout", context: phone }, (page) => goToPayment(page, home, buyer));
  await takeLooks(take, { id: toStoreId(store.id), theme: themeSchema.parse(store.theme), home });
}

type Dressed = { id: StoreId; theme: Theme; home: string };

/** The home page in each preset; the store's own look is put back, whatever happens. */
async function takeLooks(take: Take, { id, theme, home }: Dressed): Promise<void> {
  try {
    for (const preset of presets) {
      await wear(id, { ...theme, preset });
      await takePicture(take, { name: preset, context: phone }, (page) => openWearing(page, home, preset));
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
  const owner = demoPeople.find(({ role }) => role === "owner");
  if (!owner) throw new Error("there is no demo owner");
  const dashboard = `${env().PLATFORM_URL}/admin/${slug}`;
  await open(page, `${env().PLATFORM_URL}/login?next=/admin/${slug}`);
  await page.locator("input[name=email]").fill(owner.email);
  await page.locator("input[name=password]").fill(owner.password);
  await page.locator("form:has(input[name=password]) button[type=submit]").click();
  await page.waitForURL(`${dashboard}**`, { timeout: patienceMs });
  // The chart is drawn by the page's script.
  await page.locator("svg.recharts-surface").first().waitFor({ timeout: patienceMs });
}

async function open(page: Page, address: string): Promise<void> {
  const response = await page.goto(address, { timeout: patienceMs });
  if (!response?.ok()) throw new Error(`${address} answered ${response?.status()}`);
}

type Take = { browser: Browser; locale: Buyer["locale"] };

/** One picture of what the visit leads to, when fonts and pictures are there. */
async function takePicture(take: Take, shot: { name: string; context: BrowserContextOptions }, visit: (page: Page) => Promise<void>) {
  const { browser, locale } = take;
  const context = await browser.newContext({ ...shot.context, locale, colorScheme: "light", reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    await visit(page);
    await settle(page);
    const file = path.join(folder, locale, `${shot.name}.webp`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(
      file,
      await sharp(await page.screenshot())
        .webp({ quality: 82 })
        .toBuffer(),
    );
    console.log(file);
  } finally {
    await context.close();
  }
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("load", { timeout: patienceMs });
  // A development server puts its own button over the page.
  await page.addStyleTag({ content: "nextjs-portal { display: none }" });
  await page.evaluate(async (patience) => {
    await document.fonts.ready;
    const seen = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    const decoded = Promise.all(seen.map((image) => image.decode().catch(() => undefined)));
    // A picture that a browser puts off is never decoded: the others are not kept waiting for it.
    await Promise.race([decoded, new Promise((resolve) => setTimeout(resolve, patience))]);
  }, picturePatienceMs);
  await page.waitForTimeout(400);
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  })
  .finally(disconnect);
