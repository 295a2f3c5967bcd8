import type { Context } from "@/local/pagarme/emit";
import type { CardInput } from "@/local/pagarme/input/payment-input";
import { type Address, type Card, kinds, type Token } from "@/local/pagarme/model";
import { cardScript } from "@/local/pagarme/simulator";
import { vendorId } from "@/local/pagarme/vendor-id";
import type { RecordSession } from "@/local/sandbox/records";

export const TOKEN_LIFE_MS = 60_000;

/** What is kept of a card: never its number, only what the simulator will do with it. */
export function keptCard(input: CardInput): Omit<Card, "id" | "billingAddress"> {
  return {
    firstSix: input.number.slice(0, 6),
    lastFour: input.number.slice(-4),
    brand: brandOf(input.number),
    holderName: input.holder_name,
    holderDocument: input.holder_document,
    expMonth: input.exp_month,
    expYear: input.exp_year,
    script: cardScript(input.number, input.cvv),
  };
}

/** Turns a card into a token of one account that works once, within 60 seconds. */
export async function createToken(session: RecordSession, owner: { accountId: string; input: CardInput; now: Date }): Promise<Token> {
  const expiresAt = new Date(owner.now.getTime() + TOKEN_LIFE_MS).toISOString();
  const token: Token = { id: vendorId("token"), card: keptCard(owner.input), expiresAt };
  await session.in(owner.accountId).put(kinds.token, token.id, token);
  return token;
}

/** Spends a token and stores its card in the wallet. Null when it is unknown, spent or older than 60 seconds. */
export async function spendToken(context: Context, id: string, billingAddress: Address | undefined): Promise<Card | null> {
  const shelf = context.session.in(context.account.id);
  const token = await shelf.lock(kinds.token, id);
  if (!token || token.usedAt || token.expiresAt <= context.now.toISOString()) return null;

  await shelf.put(kinds.token, id, { ...token, usedAt: context.now.toISOString() });
  return storeCard(context, { ...token.card, billingAddress });
}

export async function storeCard(context: Context, fields: Omit<Card, "id">): Promise<Card> {
  const card: Card = { id: vendorId("card"), ...fields };
  await context.session.in(context.account.id).put(kinds.card, card.id, card);
  return card;
}

function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return "Amex";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "Mastercard";
  if (/^(4011|4312|4389|5041|5066|5067|509|6277|6362|6363|650|6516|6550)/.test(number)) return "Elo";
  if (/^4/.test(number)) return "Visa";
  return "Unknown";
}
