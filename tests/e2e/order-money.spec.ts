import { expect, type Page, test } from "@playwright/test";
import { fillInBrazil, newShopper, orderNumber, payByCard, toCheckout } from "./support/checkout";
import { approved, demoKeys, openOrder, refundInPanel } from "./support/merchant";
import { demoOwner, signIn } from "./support/people";

/** An order that a shopper paid by card. Answers its number. */
async function bought(page: Page, instalments = 1): Promise<string> {
  await toCheckout(page, "aurora", "caneca-bruma");
  await fillInBrazil(page, newShopper());
  await payByCard(page, approved, { instalments });
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible({ timeout: 30_000 });
  return number;
}

/** Words of the order's timeline. */
const told = (page: Page, words: string) => page.getByRole("list").filter({ hasText: "Order placed" }).getByText(words, { exact: true });

async function giveBack(page: Page, { amount, reason = "" }: { amount?: string; reason?: string }): Promise<void> {
  await page.getByText("Give money back").click();
  if (amount) await page.getByLabel("Amount to give back").fill(amount);
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Refund", exact: true }).click();
}

test("an order's page tells how it was paid, and its money goes back in parts and never twice", async ({ page, context }) => {
  test.slow();
  const number = await bought(page, 3);
  await signIn(page, demoOwner);
  await openOrder(page, number);
  await expect(page.getByText("3 instalments of", { exact: false })).toBeVisible();
  await expect(told(page, "Order placed")).toBeVisible();
  await expect(told(page, "Payment received")).toBeVisible();
  await page.getByText("Details", { exact: true }).click();
  await expect(page.getByText("Acquirer")).toBeVisible();
  const gatewayRef = (await page.getByText(/^or_\w+$/).textContent()) ?? "";

  await giveBack(page, { amount: "10.00", reason: "Arrived scratched" });
  await expect(page.getByText("Arrived scratched")).toBeVisible();
  await giveBack(page, { amount: "9999.00" });
  await expect(page.getByLabel("Amount to give back")).toHaveAttribute("aria-invalid", "true");

  await refundInPanel(await demoKeys(), gatewayRef, "5.00");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Made in the gateway's dashboard")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 45_000 });

  const second = await context.newPage();
  await openOrder(second, number);
  await Promise.all([page, second].map((one) => giveBack(one, {})));
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Give money back")).toHaveCount(0, { timeout: 1000 });
    await expect(told(page, "Money given back")).toHaveCount(3, { timeout: 1000 });
  }).toPass({ timeout: 45_000 });
});

test("who cancels a paid order decides whether its units go back on sale; its money goes back", async ({ page }) => {
  test.slow();
  const [sold, broken] = [await bought(page), await bought(page)];
  await signIn(page, demoOwner);
  for (const number of [sold, broken]) {
    await openOrder(page, number);
    await page.getByRole("button", { name: "Cancel order" }).click();
    const dialog = page.getByRole("alertdialog");
    const choice = dialog.getByRole("checkbox", { name: "Put the units back on sale" });
    await expect(choice).toBeChecked();
    if (number === broken) await choice.uncheck();
    await dialog.getByRole("button", { name: "Cancel order" }).click();
    await expect(told(page, "Order cancelled")).toBeVisible({ timeout: 30_000 });
    await expect(told(page, "Money given back")).toBeVisible({ timeout: 30_000 });
    await expect(told(page, "Back in stock")).toHaveCount(number === sold ? 1 : 0);
  }
});
