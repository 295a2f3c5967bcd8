import { expect, test } from "@playwright/test";
import { fillInUnitedStates, newShopper, orderNumber, toCheckout } from "./support/checkout";
import { payOnStripe, sendCard } from "./support/stripe-page";

/** Its bank asks the card holder each time (https://docs.stripe.com/testing#regulatory-cards). */
const asksCard = "4000002500003155";

test("a card whose bank asks back is refused when the shopper says no, and pays the order when they say yes", async ({ page }) => {
  await toCheckout(page, "harbor", "enamel-mug");
  await fillInUnitedStates(page, newShopper());
  await page.getByRole("button", { name: "Pay now" }).click();
  await payOnStripe(page, asksCard);
  await page.waitForURL(/\/c\/authenticate\//);
  await page.getByRole("button", { name: "Refuse" }).click();
  await expect(page.getByRole("alert")).toContainText("could not be confirmed");

  await sendCard(page, asksCard);
  await page.getByRole("button", { name: "Approve" }).click();
  await orderNumber(page);
  await expect(page.getByRole("heading", { name: "Thank you, your order is confirmed" })).toBeVisible();
});
