import { z } from "zod";
import type { Provider } from "@/lib/core/provider";
import { type CardFields, readExpiry } from "@/lib/payments/card-rules";
import type { CardTokens } from "@/lib/payments/card-tokens";

const tokenSchema = z.object({ id: z.string().startsWith("token_") });

export type CardToken = { ok: true; token: string } | { ok: false; code: "wrong_card_data" | "gateway_unreachable" };

export type Tokenise = (url: string, card: CardFields) => Promise<CardToken>;

/** How each provider's tokens are asked for; null where no card is typed on our pages. */
const tokenisers: Record<Provider, Tokenise | null> = { pagarme: askPagarme, stripe: null };

/** Hands the card from the browser to the gateway and gets a token that can be charged once. */
export async function createCardToken({ provider, url }: CardTokens, card: CardFields): Promise<CardToken> {
  const tokenise = tokenisers[provider];
  if (!tokenise) throw new Error(`no card is typed here for ${provider}`);
  return tokenise(url, card);
}

/** Core v5: `POST /tokens`. */
async function askPagarme(url: string, card: CardFields): Promise<CardToken> {
  const expiry = readExpiry(card.expiry, new Date());
  if (!expiry) return { ok: false, code: "wrong_card_data" };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        type: "card",
        card: {
          number: card.number.replaceAll(/\D/g, ""),
          holder_name: card.holder.trim(),
          exp_month: expiry.month,
          exp_year: expiry.year,
          cvv: card.cvv.trim(),
        },
      }),
      signal: AbortSignal.timeout(15_000),
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    const parsed = tokenSchema.safeParse(await response.json());
    if (parsed.success) return { ok: true, token: parsed.data.id };
    return { ok: false, code: response.status < 500 ? "wrong_card_data" : "gateway_unreachable" };
  } catch {
    return { ok: false, code: "gateway_unreachable" };
  }
}
