import { z } from "zod";
import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { openGateway, type PaymentAccount } from "@/lib/payments/accounts";
import { cardTokensOf } from "@/lib/payments/card-tokens";

/** What a shopper does at the payment sandboxes, and the sandboxes' own controls. */

const approvedCards = { pagarme: "4000000000000010", stripe: "4242424242424242" } as const;

/** A card as the browser turns it into a token for Pagar.me. */
export async function tokenOfCard(account: PaymentAccount, holder: string): Promise<string> {
  const card = { number: approvedCards.pagarme, holder_name: holder, exp_month: 12, exp_year: 34, cvv: "123" };
  const tokens = cardTokensOf(account);
  if (!tokens) throw new Error(`${account.provider} makes no tokens of cards`);
  const answer = await post(tokens.url, JSON.stringify({ type: "card", card }));
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

/** Pays what waits for the shopper: a Pix, or Stripe's hosted page. */
export async function payWaiting(storeId: StoreId, account: PaymentAccount, attemptId: string, holder: string): Promise<void> {
  const where = { storeId_id: { storeId, id: attemptId } };
  const attempt = await withStore(storeId, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where }));
  if (attempt.redirectUrl) {
    const card = { email: "", name: holder, number: approvedCards.stripe, expiry: "12/34", cvc: "123" };
    await post(attempt.redirectUrl, new URLSearchParams(card));
    return;
  }
  const { secretKey } = (await openGateway(storeId, account.id)).credentials;
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`;
  const answer = await fetch(`${env().PAGARME_API_BASE}/orders/${attempt.gatewayRef}`, { headers: { authorization } });
  const { charges } = z.object({ charges: z.array(z.object({ id: z.string() })).min(1) }).parse(await answer.json());
  await post(`${sandboxOf(account)}/pay/${charges[0]?.id}`, new URLSearchParams({ action: "pay" }));
}

/** Does the work while the account's sandbox sends no notices: nobody is up to take them, and what they tell is known. */
export async function withoutNotices<Value>(account: PaymentAccount, work: () => Promise<Value>): Promise<Value> {
  const faults = `${sandboxOf(account)}/_sandbox/faults`;
  const made = await post(faults, JSON.stringify({ operation: "*", effect: { kind: "notice_drop" }, times: null }));
  const { id } = z.object({ id: z.string() }).parse(await made.json());
  try {
    return await work();
  } finally {
    await fetch(`${faults}/${id}`, { method: "DELETE" });
  }
}

function sandboxOf({ provider }: PaymentAccount): string {
  return provider === "pagarme" ? env().PAGARME_API_BASE.replace(/\/core\/v5$/, "") : (env().STRIPE_API_BASE ?? "").replace(/\/$/, "");
}

/** As a page of the sandbox's own sends a form. */
async function post(url: string, body: string | URLSearchParams): Promise<Response> {
  const type = typeof body === "string" ? "application/json" : "application/x-www-form-urlencoded";
  const headers = { "content-type": type, origin: new URL(url).origin };
  const answer = await fetch(url, { method: "POST", body, redirect: "manual", headers });
  if (answer.status >= 400) throw new Error(`the sandbox refuses ${new URL(url).pathname}: ${answer.status} ${await answer.text()}`);
  return answer;
}
