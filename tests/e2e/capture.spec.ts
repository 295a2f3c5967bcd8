import { expect, type Page, test } from "@playwright/test";
import { platformUrl } from "./support/addresses";
import { fillInUnitedStates, newShopper, orderNumber, toCheckout } from "./support/checkout";
import { type Merchant, openStore } from "./support/people";
import { approvedCard, payOnStripe } from "./support/stripe-page";

async function connectStripe(page: Page, { slug }: Merchant): Promise<void> {
  await page.goto(platformUrl(`/admin/${slug}/payments`));
  await page.getByRole("button", { name: "Connect with Stripe" }).click();
  await page.waitForURL(/\/connect\/onboarding\//);
  await page.locator('button[value="confirm"]').click();
  await page.waitForURL(new RegExp(`/admin/${slug}/payments`));
  await expect(page.getByText("Taking payments", { exact: true })).toBeVisible({ timeout: 30_000 });
}

async function addProduct(page: Page, { slug }: Merchant, title: string): Promise<void> {
  await page.goto(platformUrl(`/admin/${slug}/products/new`));
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Price", { exact: true }).fill("30");
  await page.getByLabel("Count stock").uncheck();
  await page.getByRole("radio", { name: /^Active/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/products\/[\da-f-]{36}/);
}

test("a store that holds card money first takes it from the order's page, and only then the order is paid", async ({ page, browser }) => {
  test.slow();
  const merchant = await openStore(page);
  await connectStripe(page, merchant);
  await page.getByLabel("Card payments").selectOption("manual");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved").first()).toBeVisible();
  await addProduct(page, merchant, "lamp");

  const shopper = await browser.newPage();
  await toCheckout(shopper, merchant.slug, "lamp");
  await fillInUnitedStates(shopper, newShopper());
  await shopper.getByRole("button", { name: "Pay now" }).click();
  await payOnStripe(shopper, approvedCard);
  const number = await orderNumber(shopper);
  await expect(shopper.getByRole("heading", { name: "Your order is being checked" })).toBeVisible({ timeout: 30_000 });

  await page.goto(platformUrl(`/admin/${merchant.slug}/orders`));
  await page.getByRole("link", { name: `#${number}`, exact: true }).click();
  await expect(page.getByText("$37.00 is held on the card")).toBeVisible();
  await page.getByRole("button", { name: "Take the money" }).click();
  await expect(shopper.getByRole("heading", { name: "Thank you, your order is confirmed" })).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await expect(page.getByRole("button", { name: "Mark as shipped" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the money" })).toHaveCount(0);
  await shopper.close();
});
