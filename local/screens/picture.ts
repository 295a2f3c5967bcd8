import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import sharp from "sharp";
import { env } from "@/lib/env";
import { demoPeople } from "../demo";

export const patienceMs = 90_000;
const picturePatienceMs = 15_000;

/** Who looks: the language that pages are asked for in. */
export type Take = { browser: Browser; locale: "en" | "pt-BR" };

/** `isWhole`: the page from top to bottom, not only what a window shows. */
export type Shot = { file: string; context: BrowserContextOptions; isWhole?: boolean };

/** One picture of what the visit leads to, when fonts and pictures are there. */
export async function takePicture(
  take: Take,
  { file, context, isWhole = false }: Shot,
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  await withPage(take, context, async (page) => {
    await visit(page);
    await settle(page);
    await mkdir(path.dirname(file), { recursive: true });
    const taken = sharp(await page.screenshot({ fullPage: isWhole }));
    await writeFile(file, await taken.webp({ quality: 82 }).toBuffer());
    console.log(file);
  });
}

/** A browser of its own for one visit: nobody is signed in, no cart is filled. */
export async function withPage<Value>(
  { browser, locale }: Take,
  options: BrowserContextOptions,
  visit: (page: Page) => Promise<Value>,
): Promise<Value> {
  const context = await browser.newContext({ ...options, locale, colorScheme: "light", reducedMotion: "reduce" });
  try {
    return await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

export async function open(page: Page, address: string): Promise<void> {
  const response = await page.goto(address, { timeout: patienceMs });
  if (!response?.ok()) throw new Error(`${address} answered ${response?.status()}`);
}

/** Opens a page of the dashboard as the demo owner. */
export async function openAsOwner(page: Page, place: string): Promise<void> {
  const owner = demoPeople.find(({ role }) => role === "owner");
  if (!owner) throw new Error("there is no demo owner");
  await open(page, `${env().PLATFORM_URL}/login?next=${place}`);
  await page.locator("input[name=email]").fill(owner.email);
  await page.locator("input[name=password]").fill(owner.password);
  await page.locator("form:has(input[name=password]) button[type=submit]").click();
  await page.waitForURL(`${env().PLATFORM_URL}${place}**`, { timeout: patienceMs });
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
