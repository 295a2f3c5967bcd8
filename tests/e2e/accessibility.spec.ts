import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { platformUrl, storeUrl } from "./support/addresses";
import { expect, test } from "./support/journey";

/** What would keep somebody out: faults that axe calls serious or critical, with the places where they are. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

const open = ["/", "/pricing", "/signup", "/login", "/forgot", "/legal/terms"].map((path) => platformUrl(path));
const storefronts = ["aurora", "harbor"].flatMap((slug) => [storeUrl(slug), storeUrl(slug, "/search?q=a"), storeUrl(slug, "/cart")]);
const goods = [
  storeUrl("aurora", "/products/caneca-bruma"),
  storeUrl("aurora", "/collections/vasos"),
  storeUrl("harbor", "/products/enamel-mug"),
];

test("the platform's open pages keep nobody out @phone", async ({ page }) => {
  test.slow();
  for (const address of open) {
    await page.goto(address);
    expect(await faultsOf(page), address).toEqual([]);
  }
});

test("storefronts keep nobody out @phone", async ({ page }) => {
  test.slow();
  for (const address of [...storefronts, ...goods]) {
    await page.goto(address);
    expect(await faultsOf(page), address).toEqual([]);
  }
});

test("the dashboard keeps nobody out", async ({ page, store }) => {
  test.slow();
  for (const screen of [
    "",
    "/products",
    "/products/new",
    "/products/import",
    "/collections",
    "/theme",
    "/settings",
    "/members",
    "/billing",
    "/events",
  ]) {
    await page.goto(platformUrl(`/admin/${store.slug}${screen}`));
    expect(await faultsOf(page), screen).toEqual([]);
  }
});
