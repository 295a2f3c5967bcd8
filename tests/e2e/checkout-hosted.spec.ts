import { expect, test } from "@playwright/test";
import { fillInUnitedStates, newShopper, orderNumber, toCheckout } from "./support/checkout";
import { awaitMail } from "./support/inbox";
import { approvedCard, declinedCard, payOnStripe } from "./support/stripe-page";

test("a shopper pays on the hosted page, after a card that was declined @phone", async ({ page }) => {
  const email = newShopper();
  await toCheckout(page, "harbor", "enamel-mug");
  await fillInUnitedStates(page, email);
  await page.getByRole("button", { name: "Pay now" }).click();
  await payOnStripe(page, declinedCard);
  await expect(page.getByRole("alert")).toContainText("declined");
  await payOnStripe(page, approvedCard);
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: "Thank you, your order is confirmed" })).toBeVisible({ timeout: 20_000 });
  await awaitMail(email, new RegExp(number));
});

test("a payment that was left waits on the order's page, and is paid from there", async ({ page }) => {
  await toCheckout(page, "harbor", "enamel-mug");
  await fillInUnitedStates(page, newShopper());
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.getByRole("link", { name: "Back" }).click();
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: "Your payment is not finished" })).toBeVisible();
  await page.getByRole("link", { name: "Continue to payment" }).click();
  await payOnStripe(page, approvedCard);
  expect(await orderNumber(page)).toBe(number);
  await expect(page.getByRole("heading", { name: "Thank you, your order is confirmed" })).toBeVisible({ timeout: 20_000 });
});
