import Stripe from "stripe";
import { expect, it } from "vitest";
import { stripeGateway } from "./stripe";

type Answer = Record<string, unknown>;

/** Stripe as far as one attempt meets it, and the keys that it was called with. */
function gatewayWith({ session, intent }: { session: Answer; intent: Answer | null }) {
  const keys: Record<string, string | null> = {};
  const searches: Record<string, string>[] = [];
  const answer: typeof fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    if (pathname === "/v1/checkout/sessions") {
      searches.push(Object.fromEntries(searchParams));
      return Response.json({ object: "list", data: [session], has_more: false });
    }
    if (init?.method === "POST") keys[pathname] = new Headers(init.headers).get("idempotency-key");
    const isList = pathname === "/v1/refunds" || pathname === "/v1/disputes";
    const body = isList ? { object: "list", data: [] } : pathname.includes("/payment_intents/") ? intent : session;
    return Response.json(body);
  };
  const client = new Stripe("sk_test_none", { httpClient: Stripe.createFetchHttpClient(answer), maxNetworkRetries: 0, telemetry: false });
  return { gateway: stripeGateway(client), keys, searches };
}

const credentials = { accountId: "acct_1", publicKey: "", secretKey: "" };
const attempt = { gatewayRef: "cs_1", reference: "1-1-abc" };
const page = { id: "cs_1", object: "checkout.session", url: null, expires_at: 1_790_000_000 };

it("ends a page and voids its payment under two keys, because Stripe refuses a key that was used for another call", async () => {
  const open = gatewayWith({ session: { ...page, status: "open", payment_intent: null }, intent: null });
  await open.gateway.cancel(credentials, attempt, "key");
  expect(open.keys).toEqual({ "/v1/checkout/sessions/cs_1/expire": "key:expire" });

  const intent = { id: "pi_1", object: "payment_intent", status: "requires_capture", currency: "brl", created: 1, amount_capturable: 100 };
  const held = gatewayWith({ session: { ...page, status: "complete", payment_intent: { ...intent, amount_received: 0 } }, intent });
  await held.gateway.cancel(credentials, attempt, "key");
  expect(held.keys).toEqual({ "/v1/payment_intents/pi_1/cancel": "key:void" });
});

it("looks for a page whose answer was lost among those of that time, however many were made since", async () => {
  const open = { ...page, client_reference_id: attempt.reference, status: "open", payment_intent: null };
  const { gateway, searches } = gatewayWith({ session: open, intent: null });
  const submittedAt = new Date("2026-11-30T12:00:00Z");
  const found = await gateway.find(credentials, { gatewayRef: null, reference: attempt.reference, submittedAt });
  expect(found).toMatchObject({ kind: "state", state: { gatewayRef: "cs_1", status: "requires_action" } });
  const seconds = (text: string) => String(Date.parse(text) / 1000);
  expect(searches).toEqual([
    { limit: "100", "created[gte]": seconds("2026-11-30T11:55:00Z"), "created[lte]": seconds("2026-11-30T12:15:00Z") },
  ]);
});
