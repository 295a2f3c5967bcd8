import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { type StoreId, toStoreId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { addressOf, temporaryHost } from "@/lib/stores/hosts";
import { type Buyer, buyers, goToPayment } from "./checkout";
import { compareWithStray, refundedOrder } from "./money-acts";
import { open, openAsOwner, patienceMs, type Take, takePicture, withPage } from "./picture";

/** A desk and a phone, by the width that stands in the file's name. */
const sizes = {
  1280: { viewport: { width: 1280, height: 800 } },
  390: { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
} as const satisfies Record<number, BrowserContextOptions>;

/** Of this the demo store has plenty. */
const candle = "vela-atelie";
const instalments = "3";

/**
 * The pictures of paying and of a merchant's money, each at a desk and on a phone: `pix-390.webp`, `pix-1280.webp` and so on. It
 * places orders at the Brazilian demo store, gives money of one back, and charges a card that no order knows of.
 */
export async function takeMoney(browser: Browser, folder: string): Promise<void> {
  const buyer = buyers.find(({ slug }) => slug === "aurora");
  if (!buyer) throw new Error("nobody buys in reais");
  const { slug } = buyer;
  const storeId = await findStoreId(slug);
  const home = addressOf(temporaryHost(slug, env().STORES_DOMAIN), env().PLATFORM_URL);
  const shopper: Take = { browser, locale: buyer.locale };
  const owner: Take = { browser, locale: "en" };
  const bought = { ...buyer, product: candle };
  const pix = await placeOrder(shopper, home, { buyer: bought, method: "pix" });
  const boleto = await placeOrder(shopper, home, { buyer: bought, method: "boleto" });
  const refunded = await refundedOrder(storeId);
  await compareWithStray(storeId);
  const shots: { name: string; take: Take; visit: (page: Page) => Promise<void> }[] = [
    { name: "instalments", take: shopper, visit: (page) => goToInstalments(page, home, buyer) },
    { name: "pix", take: shopper, visit: (page) => openOrder(page, pix, /^000201/) },
    { name: "boleto", take: shopper, visit: (page) => openOrder(page, boleto, /^\d{5}\.\d{5} /) },
    { name: "refund", take: owner, visit: (page) => openAsOwner(page, `/admin/${slug}/orders/${refunded}`) },
    { name: "reconciliation", take: owner, visit: (page) => openAsOwner(page, `/admin/${slug}/payments/reconciliation`) },
  ];
  for (const { name, take, visit } of shots) {
    for (const [width, context] of Object.entries(sizes)) {
      await takePicture(take, { file: path.join(folder, `${name}-${width}.webp`), context, isWhole: true }, visit);
    }
  }
}

async function findStoreId(slug: string): Promise<StoreId> {
  const { id } = await withPlatform((tx) => tx.store.findUniqueOrThrow({ where: { slug }, select: { id: true } }));
  return toStoreId(id);
}

/** The checkout with a card typed in and a number of instalments chosen. The card is the sandbox's. */
async function goToInstalments(page: Page, home: string, buyer: Buyer): Promise<void> {
  await goToPayment(page, home, buyer);
  await choose(page, "card");
  await page.locator("#cardNumber").fill("4000000000000010");
  await page.locator("#cardHolder").fill("CLARA MENEZES");
  await page.locator("#cardExpiry").fill("1239");
  await page.locator("#cardCvv").fill("123");
  await page.locator("#instalments").selectOption(instalments);
}

/** Buys without paying. Answers the address of the order's page, which needs no cookie. */
async function placeOrder(take: Take, home: string, { buyer, method }: { buyer: Buyer; method: "pix" | "boleto" }): Promise<string> {
  return withPage(take, sizes[1280], async (page) => {
    await goToPayment(page, home, buyer);
    await choose(page, method);
    await page.locator("form:has(input[name=method]) button[type=submit]").click();
    await page.waitForURL(/\/orders\/[\w-]{43}/, { timeout: patienceMs });
    return page.url();
  });
}

/** The order's page, once the means to pay stands on it. */
async function openOrder(page: Page, address: string, means: RegExp): Promise<void> {
  await open(page, address);
  await page.getByText(means).first().waitFor({ timeout: patienceMs });
}

/** The radio stands under its label's frame. */
async function choose(page: Page, method: string): Promise<void> {
  await page.locator(`input[name=method][value=${method}]`).check({ force: true });
}
