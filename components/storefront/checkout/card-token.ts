import { z } from "zod";
import { type CardFields, readExpiry } from "@/lib/payments/card-rules";

const tokenSchema = z.object({ id: z.string().startsWith("token_") });

export type CardToken = { ok: true; token: string } | { ok: false; code: "wrong_card_data" | "gateway_unreachable" };

/** Hands the card from the browser to Pagar.me and gets a token that can be charged once (Core v5: `POST /tokens`). */
export async function createCardToken(tokenUrl: string, card: CardFields): Promise<CardToken> {
  const expiry = readExpiry(card.expiry, new Date());
  if (!expiry) return { ok: false, code: "wrong_card_data" };
  try {
    const response = await fetch(tokenUrl, {
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
