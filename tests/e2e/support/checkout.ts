import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { storeUrl } from "./addresses";

/** A shopper whom nobody has heard of yet. */
export function newShopper(): string {
  return `shopper-${randomBytes(4).toString("hex")}@example.com`;
}

/** Puts one of a product into the cart and goes to the checkout: from the drawer, or from the cart's page where the script was not there yet. */
export async function toCheckout(page: Page, slug: string, product: string): Promise<void> {
  await page.goto(storeUrl(slug, `/products/${product}`));
  await page
    .getByRole("button", { name: /^(Add to cart|Adicionar ao carrinho)$/ })
    .first()
    .click();
  await page
    .getByRole("link", { name: /^(Checkout|Finalizar compra)$/ })
    .first()
    .click();
  await page.waitForURL(/\/checkout/);
}

/** Fills in what a Brazilian store asks for, and goes on to the payment. */
export async function fillInBrazil(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Nome completo").fill("Ana Souza");
  await page.getByLabel("CPF ou CNPJ").fill("52998224725");
  await page.getByLabel("Celular").pressSequentially("11999999999");
  await page.getByLabel("CEP").fill("01001-000");
  await page.getByLabel("Rua").fill("Praça da Sé");
  await page.getByLabel("Número", { exact: true }).fill("100");
  await page.getByLabel("Bairro").fill("Sé");
  await page.getByLabel("Cidade").fill("São Paulo");
  await page.getByLabel("Estado").selectOption("SP");
  await page.getByRole("button", { name: "Continuar para o pagamento" }).click();
}

/** Fills in what a store in the United States asks for, and goes on to the payment. */
export async function fillInUnitedStates(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Full name").fill("Ana Souza");
  await page.getByLabel("Country").selectOption("US");
  await page.getByLabel("Address", { exact: true }).fill("14 Wharf Street");
  await page.getByLabel("City").fill("Portland");
  await page.getByLabel("State").selectOption("ME");
  await page.getByLabel("Postal code").fill("04101");
  await page.getByRole("button", { name: "Continue to payment" }).click();
}

/** Types a card into a Brazilian store's own form and presses the button. */
export async function payByCard(page: Page, number: string): Promise<void> {
  await page.getByRole("radio", { name: "Cartão de crédito" }).check();
  await page.getByLabel("Número do cartão").fill(number);
  await page.getByLabel("Nome impresso no cartão").fill("ANA SOUZA");
  await page.getByLabel("Validade (MM/AA)").fill("12/39");
  await page.getByLabel("Código de segurança").fill("123");
  await page.getByRole("button", { name: "Pagar agora" }).click();
}

/** Waits for the order page and gives the order's number as it stands there. */
export async function orderNumber(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/[\w-]{43}/);
  const heading = page.getByText(/^(Order|Pedido) #?\d+/).first();
  await expect(heading).toBeVisible();
  return /\d+/.exec((await heading.textContent()) ?? "")?.[0] ?? "";
}
