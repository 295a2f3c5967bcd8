import { expect, test } from "@playwright/test";
import { platformUrl, storeUrl } from "./support/addresses";
import { demoOwner } from "./support/people";

test.use({ javaScriptEnabled: false });

test("without JavaScript a shopper searches, opens a product, puts it in the cart and sees the checkout", async ({ page }) => {
  await page.goto(storeUrl("harbor"));
  await page.getByRole("combobox", { name: "Search" }).fill("mug");
  await page.getByRole("combobox", { name: "Search" }).press("Enter");
  await page.waitForURL(/\/search\?q=mug/);
  await page.goto(storeUrl("harbor", "/products/enamel-mug"));
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  await page.waitForURL(/\/cart$/);
  await expect(page.getByText("Subtotal (1 item)")).toBeVisible();
  await page.getByRole("link", { name: "Checkout" }).click();
  await expect(page.getByLabel("E-mail")).toBeVisible();
});

test("without JavaScript a member signs in", async ({ page }) => {
  await page.goto(platformUrl("/login?next=/admin/harbor"));
  await page.getByLabel("E-mail").fill(demoOwner.email);
  await page.getByLabel("Password", { exact: true }).fill(demoOwner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/admin\/harbor$/);
  await expect(page.getByRole("heading", { level: 1, name: "Harbor" })).toBeVisible();
});
