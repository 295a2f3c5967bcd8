import Stripe from "stripe";
import { expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { POST } from "./route";

// What Next does around a request: there is none in a test, and nothing runs after the answer.
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

/** A notice as Stripe sends it, signed with the platform's secret unless told otherwise. */
function notice(kind: string, secret: string = env().STRIPE_WEBHOOK_SECRET): { reference: string; request: Request } {
  const reference = `sub_${newId().slice(-12)}`;
  const event = { id: `evt_${newId()}`, object: "event", type: kind, data: { object: { id: reference, object: "subscription" } } };
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const headers = { "stripe-signature": signature };
  return { reference, request: new Request("http://localhost:3000/api/webhooks/stripe", { method: "POST", headers, body: payload }) };
}

async function recorded(reference: string): Promise<number> {
  const events = await withPlatform((tx) => tx.outboxEvent.findMany({ where: { name: "billing.notice_received" } }));
  return events.filter(({ payload }) => JSON.stringify(payload).includes(reference)).length;
}

it("takes a signed notice about a subscription, as an id to ask about", async () => {
  const { reference, request } = notice("customer.subscription.updated");
  expect((await POST(request)).status).toBe(200);
  expect(await recorded(reference)).toBe(1);
});

it("answers a notice of another kind, and keeps nothing of it", async () => {
  const { reference, request } = notice("customer.created");
  expect((await POST(request)).status).toBe(200);
  expect(await recorded(reference)).toBe(0);
});

it("refuses a notice that is not signed, signed by somebody else, or altered", async () => {
  const foreign = notice("customer.subscription.updated", "whsec_of_somebody_else");
  const bare = new Request(foreign.request.url, { method: "POST", body: "{}" });
  const genuine = notice("customer.subscription.updated");
  const text = (await genuine.request.clone().text()).replace(genuine.reference, "sub_of_another");
  const altered = new Request(genuine.request.url, { method: "POST", headers: genuine.request.headers, body: text });
  for (const request of [bare, foreign.request, altered]) expect((await POST(request)).status).toBe(400);
  expect([await recorded(foreign.reference), await recorded("sub_of_another")]).toEqual([0, 0]);
});
