import { expect, test } from "@playwright/test";
import { storeUrl } from "./support/addresses";
import { fillInBrazil, newShopper, plenty, textOf, toCheckout } from "./support/checkout";

test("a product's page tells its Pix price and every number of instalments with its total", async ({ page }) => {
  await page.goto(storeUrl("aurora", `/products/${plenty.slug}`));
  await expect(page.getByText(/^R\$\s[\d.,]+ no Pix$/).first()).toBeVisible();
  await page.getByText("Ver todas as parcelas").click();
  const rows = page.getByRole("table", { name: "Parcelas no cartão" }).getByRole("row");
  await expect(rows.nth(1)).toContainText(/^1x R\$/);
  await expect(rows.nth(2)).toContainText(/^2x R\$\s[\d.,]+ sem juros/);
});

test("the checkout's summary adds up, and what was typed is there again at a later visit", async ({ page, context }) => {
  const email = newShopper();
  await toCheckout(page, "aurora", plenty.slug);
  await fillInBrazil(page, email);
  await page.getByRole("heading", { name: "Pagamento" }).waitFor();
  const summary = page.getByRole("complementary", { name: "Seu pedido" });
  await expect(summary.getByRole("listitem")).toHaveCount(1);
  await expect(summary).toContainText(plenty.title);
  const cents = async (label: string) => {
    const text = await textOf(summary.getByText(label, { exact: true }).locator("xpath=following-sibling::dd"));
    return text === "Grátis" ? 0 : Number(text.replaceAll(/\D/g, ""));
  };
  expect((await cents("Subtotal")) + (await cents("Entrega"))).toBe(await cents("Total"));

  const later = await context.newPage();
  await page.close();
  await later.goto(storeUrl("aurora", "/checkout"));
  await expect(later.getByLabel("E-mail")).toHaveValue(email);
  await expect(later.getByLabel("CPF ou CNPJ")).toHaveValue("529.982.247-25");
  await expect(later.getByLabel("CEP")).toHaveValue("01001-000");
  await expect(later.getByLabel("Rua")).toHaveValue("Praça da Sé");
});

test("a CEP fills in the address and leaves the number to be typed; one that nobody has is typed by hand", async ({ page }) => {
  await toCheckout(page, "aurora", plenty.slug);
  await page.getByLabel("CEP").pressSequentially("01310100");
  await expect(page.getByLabel("Rua")).toHaveValue("Avenida Paulista");
  await expect(page.getByLabel("Bairro")).toHaveValue("Bela Vista");
  await expect(page.getByLabel("Cidade")).toHaveValue("São Paulo");
  await expect(page.getByLabel("Estado")).toHaveValue("SP");
  await expect(page.getByLabel("Número", { exact: true })).toBeFocused();

  await page.getByLabel("CEP").fill("");
  await page.getByLabel("CEP").pressSequentially("99999999");
  await expect(page.getByText("Preenche o endereço para você quando conhecido.")).toBeVisible();
  await page.getByLabel("Rua").fill("Rua Nova");
  await expect(page.getByLabel("Rua")).toHaveValue("Rua Nova");
});
