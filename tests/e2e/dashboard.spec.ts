import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { makeImage } from "@/tests/factories/image";
import { ask, platformUrl, storeUrl } from "./support/addresses";
import { expect, test } from "./support/journey";

const project = path.resolve(import.meta.dirname, "../..");

/** Exports of Shopify as their vendor publishes them lie beside the repository; where they do not, our own small one is used. */
const samples = ["shopify-apparel.csv", "shopify-home-and-garden.csv"].map((name) => path.resolve(project, "../shared/data", name));
const files = samples.every(existsSync) ? samples : [path.join(project, "tests/fixtures/products.csv")];

test("a merchant uploads a logo, and shoppers see it", async ({ page, store }) => {
  await page.goto(platformUrl(`/admin/${store.slug}/theme`));
  await page
    .locator('input[type="file"][name="logo"]')
    .setInputFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<script>alert(1)</script>") });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: "This is no picture that we take" })).toBeVisible();

  const buffer = await makeImage({ width: 400, height: 120 });
  await page.locator('input[type="file"][name="logo"]').setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("checkbox", { name: "Remove" })).toBeVisible();

  await page.goto(storeUrl(store.slug));
  const logo = page.getByRole("banner").getByRole("img", { name: store.storeName });
  await expect(logo).toBeVisible();
  await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

test("a merchant imports a catalogue: dry run, import, and the same file again changes nothing", async ({ page, store }) => {
  test.setTimeout(120_000);
  for (const file of files) {
    const upload = async () => {
      await page.goto(platformUrl(`/admin/${store.slug}/products/import`));
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole("button", { name: "Check the file" }).click();
      await page.waitForURL(/\/products\/import\/[\da-f-]{36}/);
    };
    await upload();
    await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
    await page.getByRole("button", { name: /^Import \d+ products?$/ }).click();
    await expect(page.getByText("The import is done")).toBeVisible({ timeout: 45_000 });
    await upload();
    await expect(page.getByText("Everything in this file is here already")).toBeVisible({ timeout: 30_000 });
  }
  await page.goto(platformUrl(`/admin/${store.slug}/products`));
  await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(2);
});

test("a product with options is on its page and in search once it is saved, and other stores keep their cache", async ({ page, store }) => {
  const word = `zephyr${randomBytes(3).toString("hex")}`;
  const [neighbour, own] = [storeUrl("harbor"), storeUrl(store.slug, `/search?q=${word}`)];
  await ask(neighbour);
  await expect.poll(async () => (await ask(neighbour)).headers["x-nextjs-cache"], { timeout: 10_000 }).toBe("HIT");
  expect((await ask(own)).body).not.toContain(`/products/${word}`);

  await page.goto(platformUrl(`/admin/${store.slug}/products`));
  await page.getByRole("link", { name: "Add product" }).first().click();
  await page.getByLabel("Title", { exact: true }).fill(word);
  await page.getByRole("button", { name: "Add options such as size or colour" }).click();
  await page.getByLabel("Option name").fill("Size");
  await page.getByLabel("Values").fill("S,M,");
  await page.getByRole("button", { name: "Add another option" }).click();
  await page.getByLabel("Option name").nth(1).fill("Colour");
  await page.getByLabel("Values").nth(1).fill("Red,Blue,");
  await page.getByLabel("Price for all variants").fill("49.90");
  await page.getByLabel("Stock for all variants").fill("7");
  await page.getByRole("button", { name: "Apply to all" }).click();
  await page.getByRole("radio", { name: /^Active/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/products\/[\da-f-]{36}/);

  await expect.poll(async () => (await ask(own)).body, { intervals: [100], timeout: 10_000 }).toContain(`/products/${word}`);
  expect((await ask(neighbour)).headers["x-nextjs-cache"]).toBe("HIT");

  await page.goto(storeUrl(store.slug, `/products/${word}`));
  await expect(page.getByRole("heading", { level: 1, name: word })).toBeVisible();
  await page.getByRole("radio", { name: "M" }).check();
  await page.getByRole("radio", { name: "Blue" }).check();
  await expect(page.getByText("$49.90").first()).toBeVisible();
});

test("an edit is on the product's page at once, though the page was cached", async ({ page, store }) => {
  const word = `harmattan${randomBytes(3).toString("hex")}`;
  await page.goto(platformUrl(`/admin/${store.slug}/products/new`));
  await page.getByLabel("Title", { exact: true }).fill(word);
  await page.getByLabel("Price", { exact: true }).fill("10");
  await page.getByRole("radio", { name: /^Active/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/products\/[\da-f-]{36}/);

  const address = storeUrl(store.slug, `/products/${word}`);
  await expect.poll(async () => (await ask(address)).body).toContain("$10.00");
  await expect.poll(async () => (await ask(address)).headers["x-nextjs-cache"]).toBe("HIT");
  await page.getByLabel("Price", { exact: true }).fill("12.50");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await ask(address)).body, { timeout: 5000 }).toContain("$12.50");
});
