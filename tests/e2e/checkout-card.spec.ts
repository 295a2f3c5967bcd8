import { expect, test } from "@playwright/test";
import { ask, storeUrl } from "./support/addresses";
import { fillInBrazil, newShopper, orderNumber, payByCard, toCheckout } from "./support/checkout";
import { awaitMail } from "./support/inbox";

const approved = "4000000000000010";
const refused = "4000000000000028";

test("a shopper pays by card: the card goes to the gateway alone, and the mails arrive @phone", async ({ page }) => {
  const email = newShopper();
  const leaks: string[] = [];
  page.on("request", (request) => {
    const isOurs = request.url().startsWith(storeUrl("aurora"));
    if (isOurs && /4000000000000010|4000 0000 0000 0010/.test(request.postData() ?? "")) leaks.push(request.url());
  });
  await toCheckout(page, "aurora", "caneca-bruma");
  await fillInBrazil(page, email);
  await payByCard(page, approved);
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible({ timeout: 20_000 });
  expect(leaks).toEqual([]);

  await awaitMail(email, new RegExp(number));
  const foreign = new URL(page.url()).pathname;
  expect((await ask(storeUrl("harbor", foreign))).status).toBe(404);
  expect((await ask(storeUrl("aurora", `${foreign.slice(0, -1)}_`))).status).toBe(404);
  await page.goto(storeUrl("aurora", "/cart"));
  await expect(page.getByText("Seu carrinho está vazio")).toBeVisible();
});

test("a refused card keeps the order, and another card pays it", async ({ page }) => {
  await toCheckout(page, "aurora", "caneca-bruma");
  await fillInBrazil(page, newShopper());
  await payByCard(page, refused);
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: "O pagamento não foi aprovado" })).toBeVisible({ timeout: 20_000 });
  await payByCard(page, approved);
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible({ timeout: 20_000 });
  expect(await orderNumber(page)).toBe(number);
});

test("a checkout that is not right says so at its fields, and an empty one leads back to the cart", async ({ page }) => {
  await page.goto(storeUrl("aurora", "/checkout"));
  await expect(page).toHaveURL(/\/cart/);
  await toCheckout(page, "aurora", "caneca-bruma");
  await page.getByLabel("CPF ou CNPJ").fill("11111111111");
  await page.getByLabel("E-mail").fill("nobody");
  await page.getByRole("button", { name: "Continuar para o pagamento" }).click();
  await expect(page.getByLabel("CPF ou CNPJ")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("CPF ou CNPJ")).toHaveValue("111.111.111-11");
});
