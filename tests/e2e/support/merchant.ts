import { expect, type Page } from "@playwright/test";
import { address, cardPayment, orderBody } from "@/tests/contract/pagarme/order-body";
import { localUrl, platformUrl } from "./addresses";
import { fillInBrazil, newShopper, orderNumber, payByCard, textOf, toCheckout } from "./checkout";

const pagarme = `${localUrl}/pagarme`;
const api = `${pagarme}/core/v5`;

/** A card that the gateway takes at once. */
export const approved = "4000000000000010";

/** Opens an order of the Brazilian demo store by its number, from the list, as its owner. */
export async function openOrder(page: Page, number: string): Promise<void> {
  await page.goto(platformUrl(`/admin/aurora/orders?q=${number}`));
  await page.getByRole("link", { name: `#${number}`, exact: true }).click();
  await expect(page.getByRole("heading", { name: `Order #${number}` })).toBeVisible();
}

/** An order that a shopper paid by card at the Brazilian demo store. Answers its number. */
export async function boughtByCard(page: Page, instalments = 1): Promise<string> {
  await toCheckout(page, "aurora", "caneca-bruma");
  await fillInBrazil(page, newShopper());
  await payByCard(page, approved, { instalments });
  const number = await orderNumber(page);
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible({ timeout: 30_000 });
  return number;
}

export type Keys = { publicKey: string; secretKey: string };

/** The keys of the demo store's account, as they stand on the gateway's own page. */
export async function demoKeys(): Promise<Keys> {
  const page = await (await fetch(pagarme)).text();
  const account = page.slice(page.indexOf("<code>acc_demo</code>"));
  const [secretKey] = /sk_test_\w+/.exec(account) ?? [];
  const [publicKey] = /pk_test_\w+/.exec(account) ?? [];
  if (!secretKey || !publicKey) throw new Error("the gateway's page names no keys");
  return { secretKey, publicKey };
}

/** Charges a card at the gateway without the shop: 44.90. Answers the gateway's id. */
export async function chargeWithoutTheShop({ secretKey, publicKey }: Keys, code: string): Promise<string> {
  const card = { number: approved, holder_name: "ANA SOUZA", exp_month: 12, exp_year: 39, cvv: "123" };
  const token = await call<{ id: string }>(`/tokens?appId=${publicKey}`, { method: "POST", body: { type: "card", card } });
  const body = orderBody(cardPayment(token.id, { card: { billing_address: address } }), { code });
  return (await call<{ id: string }>("/orders", { method: "POST", body, secretKey })).id;
}

/** Gives money of an order back in the gateway's own panel, in reais. */
export async function refundInPanel(keys: Keys, gatewayRef: string, amount: string): Promise<void> {
  await actInPanel(keys, gatewayRef, { action: "refund", amount });
}

/** What the card's bank does about an order's charge: takes the money back, or gives it back again. */
export async function atTheCardsBank(keys: Keys, gatewayRef: string, action: "chargeback" | "reverse"): Promise<void> {
  await actInPanel(keys, gatewayRef, { action });
}

async function actInPanel({ secretKey }: Keys, gatewayRef: string, form: Record<string, string>): Promise<void> {
  const { charges } = await call<{ charges: { id: string }[] }>(`/orders/${gatewayRef}`, { method: "GET", secretKey });
  const answer = await fetch(`${pagarme}/panel/${charges[0]?.id}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
    headers: { origin: new URL(localUrl).origin },
  });
  if (answer.status !== 303) throw new Error(`the panel answered ${answer.status}`);
}

/** The gateway's own id of the order whose page is open, as its details tell it. */
export async function gatewayRefOn(page: Page): Promise<string> {
  await page.getByText("Details", { exact: true }).click();
  return textOf(page.getByText(/^or_\w+$/));
}

/** Words of an order's timeline. */
export const told = (page: Page, words: string) =>
  page.getByRole("list").filter({ hasText: "Order placed" }).getByText(words, { exact: true });

type Call = { method: string; body?: object; secretKey?: string };

async function call<Body>(path: string, { method, body, secretKey }: Call): Promise<Body> {
  const answer = await fetch(`${api}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(secretKey ? { authorization: `Basic ${btoa(`${secretKey}:`)}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return (await answer.json()) as Body;
}
