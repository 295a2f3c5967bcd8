import type { Page } from "@playwright/test";

export const approvedCard = "4242424242424242";
export const declinedCard = "4000000000000002";

/** Fills in the hosted payment page and presses its button. */
export async function payOnStripe(page: Page, card: string): Promise<void> {
  await page.waitForURL(/\/c\/pay\//);
  await sendCard(page, card);
}

/** Fills in the form of the hosted payment page that is shown, wherever it came from. */
export async function sendCard(page: Page, card: string): Promise<void> {
  const email = page.locator("#email");
  if (await email.isEditable()) await email.fill((await email.inputValue()) || "shopper@example.com");
  await page.locator("#number").fill(card);
  await page.locator("#expiry").fill("12/34");
  await page.locator("#cvc").fill("123");
  await page.locator("#name").fill("Ana Souza");
  await page.getByRole("button", { name: /^(Pay|Subscribe|Pagar|Assinar)/ }).click();
}
