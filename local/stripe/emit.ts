import { strike } from "@/local/sandbox/faults";
import { newId } from "@/local/stripe/ids";
import { misreport } from "@/local/stripe/misreport";
import { events, type StoredEvent, webhookEndpoints } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

/** The version that the installed SDK speaks and that its types describe. */
export const API_VERSION = "2026-10-28.endive";

type Receiver = { id: string; url: string };

/**
 * Records that something happened, and the notifications about it, in the transaction of what happened.
 * Events of connected accounts carry `account` and go to the connect endpoints alone.
 */
export async function emit(work: Work, type: string, object: object, previous?: object): Promise<void> {
  const receivers = await receiversOf(work, type);
  const struck = await strike(work.session, type, ["wrong_amount", "unknown_status"]);
  const event: StoredEvent = {
    id: newId("evt"),
    object: "event",
    ...(work.scope ? { account: work.scope } : {}),
    api_version: API_VERSION,
    created: work.now,
    data: { object: misreport(object, struck), ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: receivers.length,
    request: { id: work.request.id, idempotency_key: work.request.idempotencyKey },
    type,
  };
  await work.shelf.put(events, event.id, event);
  const body = JSON.stringify(event, null, 2);
  for (const { id, url } of receivers) {
    await work.house.notices.enqueue(work.session, { eventId: event.id, topic: type, audience: id, url, body });
  }
}

async function receiversOf(work: Work, type: string): Promise<Receiver[]> {
  const isConnect = work.scope !== "";
  const fixed = work.house.endpoints.filter((endpoint) => endpoint.isConnect === isConnect);
  const created = await work.session.in("").list(webhookEndpoints, { where: { status: "enabled" } });
  const listening = created.filter((endpoint) => isConnectEndpoint(endpoint) === isConnect && listensTo(endpoint.enabled_events, type));
  return [...fixed, ...listening];
}

/** Whether it was created with `connect: true`; the vendor shows that by `application`. */
export function isConnectEndpoint(endpoint: { application: string | null }): boolean {
  return endpoint.application !== null;
}

function listensTo(enabled: readonly string[], type: string): boolean {
  return enabled.includes("*") || enabled.includes(type);
}
