import { expect, test } from "@playwright/test";
import { platformUrl, storeUrl } from "./support/addresses";
import { atTheBank, chargesOf } from "./support/bank";
import { buyBy, fillInBrazil, newShopper, orderNumber, payByCard, pixCode, plenty, toCheckout, unknownCard } from "./support/checkout";
import { demoOwner, signIn } from "./support/people";

const refusal = "O pagamento não foi aprovado";
const paid = "Obrigado, seu pedido está confirmado";

test("a refused card in instalments says why, and the same order is paid with Pix", async ({ page, browser }) => {
  test.slow();
  const email = newShopper();
  await toCheckout(page, "aurora", plenty.slug);
  await fillInBrazil(page, email);
  await payByCard(page, unknownCard(), { instalments: 2 });
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: refusal })).toBeVisible();
  await expect(page.getByText("O banco recusou o cartão. Tente outro cartão ou outra forma de pagar.")).toBeVisible();

  await page.getByRole("radio", { name: /^Pix/ }).check();
  await page.getByRole("button", { name: "Pagar agora" }).click();
  await atTheBank(await pixCode(page), "pay");
  await expect(page.getByRole("heading", { name: paid })).toBeVisible();
  expect(await orderNumber(page)).toBe(number);

  const office = await browser.newPage();
  await signIn(office, demoOwner);
  await office.goto(platformUrl(`/admin/aurora/orders?q=${encodeURIComponent(email)}`));
  await expect(office.getByRole("row").filter({ hasText: /#\d/ })).toHaveCount(1);
  await office.close();
});

test("after three refusals for an order the browser proves its work, and the right card still pays", async ({ page }) => {
  test.slow();
  await toCheckout(page, "aurora", plenty.slug);
  await fillInBrazil(page, newShopper());
  for (let tries = 1; tries <= 3; tries += 1) {
    await payByCard(page, unknownCard());
    await expect(page.getByRole("heading", { name: refusal })).toBeVisible();
    await expect(page.getByText("Pagamento recusado")).toHaveCount(tries);
  }
  const proofs: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.postData()?.includes('"solution"')) proofs.push(request.url());
  });
  await payByCard(page, "4000000000000010");
  await expect(page.getByRole("heading", { name: paid })).toBeVisible({ timeout: 120_000 });
  expect(proofs).toHaveLength(1);
});

test("a double click makes one order and one charge, and the back button leads to the order", async ({ page }) => {
  await buyBy(page, "Pix", newShopper(), { clickCount: 2 });
  const number = await orderNumber(page);
  await expect(page.getByRole("button", { name: "Copiar código Pix" })).toBeVisible();

  await page.goBack();
  expect(await orderNumber(page)).toBe(number);
  await page.goto(storeUrl("aurora", "/checkout?step=payment"));
  expect(await orderNumber(page)).toBe(number);
  expect(await chargesOf(number)).toBe(1);
});
