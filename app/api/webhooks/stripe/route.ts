import { after } from "next/server";
import { receiveBillingNotice } from "@/lib/billing/notices";
import { flushOutbox } from "@/lib/events/flush";
import { log } from "@/lib/log";
import { readStripeEvent, type StripeEvent, stripeNoticeOf } from "@/lib/payments/gateways/stripe-notice";
import { listAccountsByExternalId, receiveNotice } from "@/lib/payments/notices";

/**
 * Notices of Stripe, signed over the raw body. The platform's own events are about plans and go to billing; those of connected
 * accounts are about the sales of a store. 200 after the rows are committed, never before.
 */
export async function POST(request: Request): Promise<Response> {
  const read = readStripeEvent(await request.text(), request.headers.get("stripe-signature"));
  if (!read) return Response.json({ error: "signature" }, { status: 400 });

  const outcome = read.origin === "platform" ? await receivePlatformEvent(read.event) : await receiveStoreEvent(read.event);
  after(flushOutbox);
  log.info({ eventId: read.event.id, kind: read.event.type, origin: read.origin, outcome }, "notice of Stripe");
  return Response.json({ outcome });
}

async function receivePlatformEvent(event: StripeEvent["event"]): Promise<string> {
  const object = event.data.object;
  const reference = "id" in object && typeof object.id === "string" ? object.id : "";
  await receiveBillingNotice({ gatewayEventId: event.id, kind: event.type, reference });
  return "received";
}

async function receiveStoreEvent(event: StripeEvent["event"]): Promise<string> {
  const notice = stripeNoticeOf(event);
  if (!notice?.accountId) return "ignored";
  const accounts = await listAccountsByExternalId("stripe", notice.accountId);
  const outcomes = await Promise.all(accounts.map((account) => receiveNotice(account, notice)));
  return outcomes[0] ?? "unmatched";
}
