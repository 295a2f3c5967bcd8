import { expect, type Page, test } from "@playwright/test";
import { atTheBank } from "./support/bank";
import { buyBy, newShopper, orderNumber, textOf } from "./support/checkout";
import { atTheCardsBank, boughtByCard, demoKeys, gatewayRefOn, openOrder, refundInPanel, told } from "./support/merchant";
import { demoOwner, signIn } from "./support/people";

async function giveBack(page: Page, { amount, reason = "" }: { amount?: string; reason?: string }): Promise<void> {
  await page.getByText("Give money back").click();
  if (amount) await page.getByLabel("Amount to give back").fill(amount);
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Refund", exact: true }).click();
}

/** What a notice brings about, on a page that does not turn by itself. */
const comesTrue = (page: Page, seen: () => Promise<void>) =>
  expect(async () => {
    await page.reload();
    await seen();
  }).toPass({ timeout: 60_000 });

test("an order's page tells how it was paid, and its money goes back in parts and never twice", async ({ page, context }) => {
  test.slow();
  const number = await boughtByCard(page, 3);
  await signIn(page, demoOwner);
  await openOrder(page, number);
  await expect(page.getByText("3 instalments of", { exact: false })).toBeVisible();
  await expect(told(page, "Order placed")).toBeVisible();
  await expect(told(page, "Payment received")).toBeVisible();
  const gatewayRef = await gatewayRefOn(page);
  await expect(page.getByText("Acquirer")).toBeVisible();

  await giveBack(page, { amount: "10.00", reason: "Arrived scratched" });
  await expect(page.getByText("Arrived scratched")).toBeVisible();
  await giveBack(page, { amount: "9999.00" });
  await expect(page.getByLabel("Amount to give back")).toHaveAttribute("aria-invalid", "true");

  await refundInPanel(await demoKeys(), gatewayRef, "5.00");
  await comesTrue(page, () => expect(page.getByText("Made in the gateway's dashboard")).toBeVisible({ timeout: 1000 }));

  const second = await context.newPage();
  await openOrder(second, number);
  await Promise.all([page, second].map((one) => giveBack(one, {})));
  await comesTrue(page, async () => {
    await expect(page.getByText("Give money back")).toHaveCount(0, { timeout: 1000 });
    await expect(told(page, "Money given back")).toHaveCount(3, { timeout: 1000 });
  });
});

test("who cancels a paid order decides whether its units go back on sale; its money goes back", async ({ page }) => {
  test.slow();
  const [sold, broken] = [await boughtByCard(page), await boughtByCard(page)];
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

test("a boleto's money goes back to the bank account that the shopper names", async ({ page, browser }) => {
  test.slow();
  await buyBy(page, "Boleto", newShopper());
  const number = await orderNumber(page);
  await atTheBank(await textOf(page.getByText(/^\d{5}\.\d{5} /)), "pay");
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible();

  const owner = await browser.newPage();
  await signIn(owner, demoOwner);
  await openOrder(owner, number);
  await giveBack(owner, { amount: "5.00", reason: "A vela veio quebrada" });
  await owner.getByLabel("Holder", { exact: true }).fill("Ana Souza");
  await owner.getByLabel("Bank (number)").fill("001");
  await owner.getByLabel("Branch").fill("1234-5");
  await owner.getByLabel("Account", { exact: true }).fill("98765");
  await owner.getByLabel("Digit").fill("4");
  await owner.getByRole("button", { name: "Send the refund" }).click();
  await expect(owner.getByLabel("Bank (number)")).toHaveCount(0);
  await comesTrue(owner, () => expect(told(owner, "Money given back")).toHaveCount(1, { timeout: 1000 }));

  await giveBack(owner, { amount: "1.00" });
  await owner.getByRole("button", { name: "Withdraw" }).click();
  await owner.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(owner.getByRole("button", { name: "Send the refund" })).toHaveCount(0);
  await owner.close();
});

test("a payment that its card's owner contests says what to do, is not shipped once it is lost, and is whole again once it is won", async ({
  page,
  browser,
}) => {
  test.slow();
  const number = await boughtByCard(page);
  const owner = await browser.newPage();
  await signIn(owner, demoOwner);
  await openOrder(owner, number);
  const gatewayRef = await gatewayRefOn(owner);
  const keys = await demoKeys();
  const shipping = owner.getByRole("button", { name: "Mark as shipped" });
  await expect(shipping).toBeVisible();

  await atTheCardsBank(keys, gatewayRef, "chargeback");
  await comesTrue(owner, () => expect(owner.getByText("The shopper disputes this payment")).toBeVisible({ timeout: 1000 }));
  await expect(owner.getByRole("link", { name: "Answer at Pagar.me" })).toBeVisible();
  await expect(owner.getByText("Give money back")).toHaveCount(0);
  await owner.getByRole("button", { name: "The bank decided against us" }).click();
  await owner.getByRole("alertdialog").getByRole("button", { name: "The bank decided against us" }).click();
  await expect(owner.getByText("The dispute was lost")).toBeVisible();
  await expect(shipping).toHaveCount(0);

  await atTheCardsBank(keys, gatewayRef, "reverse");
  await comesTrue(owner, () => expect(owner.getByText("You won the dispute")).toBeVisible({ timeout: 1000 }));
  await expect(shipping).toBeVisible();
  await owner.close();
});
