import { expect, test } from "@playwright/test";
import { ask, storeUrl } from "./support/addresses";

test("a shopper browses from the home page to a collection, filters and sorts it, and opens a product @phone", async ({
  page,
  isMobile,
}) => {
  await page.goto(storeUrl("harbor"));
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.goto(storeUrl("harbor", "/collections/bags"));
  await expect(page.getByRole("heading", { level: 1, name: "Bags" })).toBeVisible();
  const count = () => page.getByRole("main").locator('a[href^="/products/"]').count();
  const all = await count();
  if (isMobile) await page.getByRole("button", { name: /Filters/ }).click();
  await page.getByRole("checkbox").filter({ visible: true }).last().click();
  await page.waitForURL(/\/collections\/bags\?\w/);
  await expect.poll(count).toBeLessThan(all);
  await page.goto(storeUrl("harbor", "/collections/bags?sort=price-asc"));
  await expect(page.getByRole("heading", { level: 1, name: "Bags" })).toBeVisible();
  await page.getByRole("main").locator('a[href^="/products/"]').first().click();
  await page.waitForURL(/\/products\//);
  await expect(page.getByRole("button", { name: /Add to cart|Sold out/ }).first()).toBeVisible();
});

test("search finds words with typos, without accents and by their beginning, and suggests while typing @phone", async ({ page }) => {
  const search = page.getByRole("combobox", { name: "Buscar" });
  await page.goto(storeUrl("aurora"));
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await search.fill("canec");
  const suggestion = page.getByRole("option").first();
  await expect(suggestion).toBeVisible();
  await search.press("Enter");
  await page.waitForURL(/\/search\?q=canec/);
  for (const typed of ["caneca bruma", "CANECA", "ceramica", "canca bruma"]) {
    await page.goto(storeUrl("aurora", `/search?q=${encodeURIComponent(typed)}`));
    await expect(page.getByRole("main").locator('a[href^="/products/"]').first(), typed).toBeVisible();
    await expect(search).toHaveValue(typed);
  }
  await page.goto(storeUrl("aurora", "/search?q=zzzzqqqq"));
  await expect(page.getByText("zzzzqqqq").first()).toBeVisible();
});

test("a store answers a true 404 for what it does not have, and keeps what it has", async () => {
  const missing = [
    storeUrl("aurora", "/products/does-not-exist"),
    storeUrl("aurora", "/collections/does-not-exist"),
    storeUrl("aurora", "/pages/does-not-exist"),
    storeUrl("aurora", "/no/such/path"),
    storeUrl("aurora", "/products/%F0%9F%92%A9"),
    storeUrl("no-such-store"),
    storeUrl("no-such-store", "/products/caneca-bruma"),
  ];
  for (const address of missing) expect([address, (await ask(address)).status]).toEqual([address, 404]);
  const page = storeUrl("aurora", "/products/caneca-bruma");
  await ask(page);
  const again = await ask(page);
  expect([again.status, again.headers["x-nextjs-cache"]]).toEqual([200, "HIT"]);
});

test("odd questions get an answer, never an error of ours", async () => {
  const odd = [
    "/search?q=",
    "/search",
    `/search?q=${"a".repeat(2000)}`,
    "/search?q=%00&page=-1&sort=nonsense",
    "/search?q=a&page=99999999999",
    "/search?price=x..y&vendor=%27%3B--",
    "/collections/ceramica-de-mesa?page=0&sort[]=1",
    "/search?q=<script>alert(1)</script>",
    "/cart/contents",
    "/products/%00",
    "/products/%E0%A4%A",
    "/search/suggest?q=%F0%9F%92%A9",
  ];
  for (const path of odd) {
    const answer = await ask(storeUrl("aurora", path));
    expect([path, answer.status < 500]).toEqual([path, true]);
    expect(answer.body).not.toContain("<script>alert(1)</script>");
  }
});

test("a cart counts, changes, keeps to the stock and empties @phone", async ({ page }) => {
  await page.goto(storeUrl("harbor", "/products/enamel-mug"));
  await page.getByLabel("Quantity", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  const drawer = page.getByRole("dialog", { name: "Your cart" });
  await expect(drawer.getByRole("link", { name: "Checkout" })).toBeVisible();
  await page.goto(storeUrl("harbor", "/cart"));
  const line = page.getByRole("main").getByRole("listitem").filter({ hasText: /mug/i });
  await line.getByRole("button", { name: "One more" }).click();
  await expect(line.getByRole("group").locator("output")).toHaveText("3");
  await expect(page.getByText("Subtotal (3 items)")).toBeVisible();
  await line.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByText("Your cart is empty")).toBeVisible();
});
