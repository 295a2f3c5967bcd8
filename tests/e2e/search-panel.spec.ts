import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { makeImage } from "@/tests/factories/image";
import { ask, platformUrl, storeUrl } from "./support/addresses";
import { expect, test } from "./support/journey";
import { openQueue } from "./support/queue";

/** The store's id, as the address of its logo tells it. */
async function storeIdOf(page: Page, slug: string): Promise<string> {
  await page.goto(platformUrl(`/admin/${slug}/theme`));
  const buffer = await makeImage({ width: 400, height: 120 });
  await page.locator('input[type="file"][name="logo"]').setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("checkbox", { name: "Remove" })).toBeVisible();
  const shown = async () => /media(?:\/|%2F)([\da-f-]{36})/.exec((await ask(storeUrl(slug))).body)?.[1] ?? "";
  await expect.poll(shown).not.toBe("");
  return shown();
}

async function addProduct(page: Page, slug: string, title: string): Promise<void> {
  await page.goto(platformUrl(`/admin/${slug}/products/new`));
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Price", { exact: true }).fill("10");
  await page.getByRole("radio", { name: /^Active/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/products\/[\da-f-]{36}/, { timeout: 15_000 });
}

test("a product whose event is held up shows as a difference, is repaired at once, and its late event does no harm", async ({
  page,
  store,
}) => {
  test.setTimeout(240_000);
  const queue = await openQueue();
  const lane = `catalog.${await storeIdOf(page, store.slug)}`;
  const panel = platformUrl(`/admin/${store.slug}/events/search`);
  const different = page.locator("dl").first().locator("div", { hasText: "Different" }).locator("dd");
  let title = "";
  await queue.flowControl.pause(lane);
  try {
    // Each minute the sweep repairs by itself: should it come in between, another product is held up.
    await expect(async () => {
      title = `sirocco${randomBytes(3).toString("hex")}`;
      await addProduct(page, store.slug, title);
      await page.goto(panel);
      await expect(page.getByRole("row").filter({ hasText: title })).toContainText("Not in the index", { timeout: 2000 });
    }).toPass({ timeout: 120_000 });
    await expect(different).toHaveText("1");
    expect((await ask(storeUrl(store.slug, `/search?q=${title}`))).body).not.toContain(`/products/${title}`);

    await page.getByRole("button", { name: "Check and repair" }).click();
    await expect(page.getByText("1 difference was repaired.")).toBeVisible();
    await expect(different).toHaveText("0");
    await expect.poll(async () => (await ask(storeUrl(store.slug, `/search?q=${title}`))).body).toContain(`/products/${title}`);
  } finally {
    await queue.flowControl.resume(lane);
  }
  await expect.poll(async () => (await queue.flowControl.get(lane)).waitListSize).toBe(0);
  await page.reload();
  await expect(different).toHaveText("0");
  await expect(page.getByText("Up to date").first()).toBeVisible();
});
