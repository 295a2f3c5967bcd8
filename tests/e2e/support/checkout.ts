import { randomBytes, randomInt } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
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

/** What the Brazilian demo store has most of, so that journeys do not buy it empty. */
export const plenty = { slug: "vela-atelie", title: "Vela Ateliê" };

/** Buys one thing at the Brazilian demo store by Pix or boleto, as far as its order page. */
export async function buyBy(page: Page, method: "Pix" | "Boleto", email: string, { clickCount = 1 } = {}): Promise<void> {
  await toCheckout(page, "aurora", plenty.slug);
  await fillInBrazil(page, email);
  await page.getByRole("radio", { name: new RegExp(`^${method}`) }).check();
  await page.getByRole("button", { name: "Pagar agora" }).click({ clickCount });
}

/** A card that no bank knows: refused, and never the same twice, so that no other journey is in its way. */
export function unknownCard(): string {
  const head = `4999${Array.from({ length: 11 }, () => randomInt(10)).join("")}`;
  const sum = Array.from(head, Number)
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return `${head}${(10 - (sum % 10)) % 10}`;
}

/** Types a card into a Brazilian store's own form and presses the button. */
export async function payByCard(page: Page, number: string, { instalments = 1 } = {}): Promise<void> {
  await page.getByRole("radio", { name: "Cartão de crédito" }).check();
  await page.getByLabel("Número do cartão").fill(number);
  await page.getByLabel("Nome impresso no cartão").fill("ANA SOUZA");
  await page.getByLabel("Validade (MM/AA)").fill("12/39");
  await page.getByLabel("Código de segurança").fill("123");
  if (instalments > 1) await page.getByLabel("Parcelas").selectOption(String(instalments));
  await page.getByRole("button", { name: "Pagar agora" }).click();
}

/** The Pix code of the order page, once it stands there. */
export async function pixCode(page: Page): Promise<string> {
  await expect(page.getByRole("heading", { name: "Pague com Pix para concluir" })).toBeVisible();
  return textOf(page.getByText(/^000201/));
}

/** What stands in an element that is there. */
export async function textOf(element: Locator): Promise<string> {
  return ((await element.textContent({ timeout: 20_000 })) ?? "").trim();
}

/** Waits for the order page and gives the order's number as it stands there. */
export async function orderNumber(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/[\w-]{43}/);
  const heading = page.getByText(/^(Order|Pedido) #?\d+/).first();
  await expect(heading).toBeVisible();
  return /\d+/.exec((await heading.textContent()) ?? "")?.[0] ?? "";
}
