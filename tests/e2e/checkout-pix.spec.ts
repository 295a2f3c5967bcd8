import { expect, test } from "@playwright/test";
import { atTheBank } from "./support/bank";
import { buyBy, newShopper, orderNumber, pixCode } from "./support/checkout";

const paid = "Obrigado, seu pedido está confirmado";

test("a shopper pays with Pix: code, picture and time are there, and the page turns paid by itself @phone", async ({ page }) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await buyBy(page, "Pix", newShopper());
  const number = await orderNumber(page);
  const code = await pixCode(page);
  await expect(page.getByRole("img", { name: "QR code para pagar com Pix" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copiar código Pix" })).toBeVisible();
  await expect(page.getByRole("timer")).toHaveText(/^Válido por \d+:\d\d/);

  await atTheBank(code, "pay");
  await expect(page.getByRole("heading", { name: paid })).toBeVisible();
  await expect(page.getByText(code)).toBeHidden();
  expect(await orderNumber(page)).toBe(number);
  expect(problems).toEqual([]);
});

test("a Pix that ran out is made anew on the same order, and the new one is paid", async ({ page }) => {
  await buyBy(page, "Pix", newShopper());
  const number = await orderNumber(page);
  const first = await pixCode(page);
  await atTheBank(first, "expire");
  await expect(page.getByRole("heading", { name: "O código Pix expirou" })).toBeVisible();

  await expect(page.getByRole("radio", { name: /^Pix/ })).toBeChecked();
  await page.getByRole("button", { name: "Pagar agora" }).click();
  const second = await pixCode(page);
  expect(second).not.toBe(first);
  await atTheBank(second, "pay");
  await expect(page.getByRole("heading", { name: paid })).toBeVisible();
  expect(await orderNumber(page)).toBe(number);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a shopper buys with Pix, and pays in another way once its time is over", async ({ page }) => {
    await buyBy(page, "Pix", newShopper());
    const number = await orderNumber(page);
    const code = await pixCode(page);
    await expect(page.getByRole("timer")).toHaveText(/^Válido até \d\d:\d\d$/);

    await atTheBank(code, "expire");
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("heading", { name: "O código Pix expirou" })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await page.getByRole("radio", { name: "Boleto" }).check();
    await page.getByRole("button", { name: "Pagar agora" }).click();
    await expect(page.getByRole("heading", { name: /^Pague o boleto até / })).toBeVisible();
    expect(await orderNumber(page)).toBe(number);
  });
});
