import type { Page } from "@playwright/test";

/** Who buys in a demo store for the picture, and what. Invented people; the CPF is one of those that are given out for tests. */
export type Buyer = { slug: string; locale: "en" | "pt-BR"; product: string; fields: Readonly<Record<string, string>>; state: string };

export const buyers: readonly Buyer[] = [
  {
    slug: "aurora",
    locale: "pt-BR",
    product: "vaso-lua",
    fields: {
      email: "clara.menezes@example.com",
      name: "Clara Menezes",
      document: "529.982.247-25",
      phone: "(11) 98765-4321",
      postalCode: "05433-000",
      line1: "Rua Harmonia",
      number: "210",
      district: "Vila Madalena",
      city: "São Paulo",
    },
    state: "SP",
  },
  {
    slug: "harbor",
    locale: "en",
    product: "weekender-duffel",
    fields: {
      email: "ellen.ward@example.com",
      name: "Ellen Ward",
      phone: "207 555 0188",
      line1: "48 Pine Street",
      city: "Portland",
      postalCode: "04102",
    },
    state: "ME",
  },
];

const patienceMs = 60_000;

/** Puts a product into the cart and fills the checkout in, up to the choice of how to pay. */
export async function goToPayment(page: Page, home: string, { product, fields, state }: Buyer): Promise<void> {
  await page.goto(`${home}/products/${product}`, { timeout: patienceMs });
  // With and without the page's own script, the cart is there when the form was answered.
  const answered = page.waitForResponse((response) => response.request().method() === "POST", { timeout: patienceMs });
  await page.locator("form:has(input[name=productId]) button[type=submit]").first().click();
  await (await answered).finished();
  await page.goto(`${home}/checkout`, { timeout: patienceMs });
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
  await page.locator("select[name=state]").selectOption(state);
  const rate = page.locator("input[name=shippingRateId]").first();
  if (!(await rate.isChecked())) await rate.check({ force: true });
  await page.locator("form:has([name=email]) button[type=submit]").click();
  await page.waitForURL("**/checkout?step=payment**", { timeout: patienceMs });
}
