import { expect, test } from "@playwright/test";
import { platformUrl } from "./support/addresses";
import { atTheBank } from "./support/bank";
import { buyBy, newShopper, orderNumber, textOf } from "./support/checkout";
import { demoOwner, signIn } from "./support/people";

test("a boleto has all that is needed to pay it, and being paid it is seen by shopper and merchant @phone", async ({ page, browser }) => {
  test.slow();
  const email = newShopper();
  await buyBy(page, "Boleto", email);
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: /^Pague o boleto até \d+ de \p{L}+$/u })).toBeVisible();
  const line = await textOf(page.getByText(/^\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}$/));
  await expect(page.getByText(/^\p{L}+(-feira)?, \d+ de \p{L}+ de \d{4}$/u)).toBeVisible();
  await expect(page.getByRole("button", { name: "Copiar linha" })).toBeVisible();
  const barcode = page.getByRole("img", { name: "Código de barras do boleto" });
  expect(await barcode.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(page.getByText("Não é aceito depois do vencimento.")).toBeVisible();
  const slip = await fetch((await page.getByRole("link", { name: "Abrir PDF" }).getAttribute("href")) ?? "");
  expect(slip.headers.get("content-type")).toBe("application/pdf");

  await page.emulateMedia({ media: "print" });
  await expect(barcode).toBeVisible();
  await expect(page.getByRole("button", { name: "Copiar linha" })).toBeHidden();
  await expect(page.getByText("Pagar de outra forma")).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  await atTheBank(line, "pay");
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible();

  const office = await browser.newPage();
  await signIn(office, demoOwner);
  await office.goto(platformUrl(`/admin/aurora/orders?q=${encodeURIComponent(email)}`));
  const row = office.getByRole("row").filter({ hasText: `#${number}` });
  await expect(row).toContainText("Paid");
  await office.close();
});
