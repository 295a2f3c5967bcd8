import { Hono } from "hono";
import { cors } from "hono/cors";
import { z } from "zod";
import { findAccountByPublicKey } from "@/local/pagarme/accounts";
import { createToken } from "@/local/pagarme/card-store";
import { type CardInput, cardInput } from "@/local/pagarme/input/payment-input";
import type { Token } from "@/local/pagarme/model";
import { answer, type House } from "@/local/pagarme/operation";
import { readBody } from "@/local/pagarme/paging";
import { done, type Reply, refused } from "@/local/pagarme/reply";

const tokenInput = z.object({ type: z.literal("card"), card: cardInput });

/** Browser tokenisation: any shop's origin may call it, with the public key alone. The secret key has no place in a browser. */
export function tokenRoutes({ records, clock }: House): Hono {
  const app = new Hono();
  app.use("/tokens", cors({ origin: "*", allowMethods: ["POST", "OPTIONS"], allowHeaders: ["content-type"], maxAge: 600 }));
  app.post("/tokens", async (http) => {
    if (http.req.header("authorization")) return answer(http, refused(401, "Authorization has been denied for this request."));

    const account = await findAccountByPublicKey(records, http.req.query("appId") ?? "");
    if (!account) return answer(http, refused(401, "Authorization has been denied for this request."));

    const body: unknown = await http.req.json().catch(() => undefined);
    if (body === undefined) return answer(http, refused(400, "The request body is not valid JSON."));

    const input = readBody(tokenInput, "request", body);
    // The refusal must not repeat a card number to whoever logs it.
    if (!input.ok) return answer(http, { status: 422, body: withoutRequest(input.reply.body) });

    const now = new Date(clock.nowMs());
    if (isExpired(input.value.card, now)) return answer(http, invalidYear());

    return answer(http, done(tokenView(await createToken(records, { accountId: account.id, input: input.value.card, now }), now)));
  });
  return app;
}

function tokenView({ id, card, expiresAt }: Token, now: Date): Record<string, unknown> {
  return {
    id,
    type: "card",
    created_at: now.toISOString(),
    expires_at: expiresAt,
    card: {
      first_six_digits: card.firstSix,
      last_four_digits: card.lastFour,
      holder_name: card.holderName,
      ...(card.holderDocument ? { holder_document: card.holderDocument } : {}),
      exp_month: card.expMonth,
      exp_year: card.expYear,
      brand: card.brand,
      type: "credit",
      label: card.brand,
    },
  };
}

function isExpired(card: CardInput, now: Date): boolean {
  return card.exp_year * 12 + card.exp_month < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1;
}

function invalidYear(): Reply {
  return { status: 422, body: { message: "The request is invalid.", errors: { "request.card.exp_year": ["The card is expired."] } } };
}

function withoutRequest(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== "request"));
}
