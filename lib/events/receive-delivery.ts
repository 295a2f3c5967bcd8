import { z } from "zod";
import { readJson } from "@/lib/core/json";
import { log } from "@/lib/log";
import type { Consumer, RawDelivery } from "./consume";
import { sortFailure } from "./failures";
import { doorOf, isSignedByQueue } from "./queue";
import { noticing } from "./recorded";
import { type ConsumerName, findRoute } from "./routes";
import { resolveReplayed } from "./settle-published";

const envelope = z.object({
  eventId: z.string().max(100).optional(),
  name: z.string(),
  storeId: z.uuid().nullable(),
  payload: z.unknown(),
  deadLetterId: z.uuid().optional(),
});

export type Knock = {
  consumer: string;
  request: Request;
  consumers: Readonly<Record<ConsumerName, Consumer>>;
  /** Runs when a delivery was done that recorded events: they are published. */
  afterwards: () => void;
};

type Accepted = { consumer: ConsumerName; delivery: RawDelivery; deadLetterId?: string | undefined };

/**
 * Answers a delivery of the queue: verifies its signature over the raw body, parses it, runs its consumer. 2xx: done or done
 * before · 5xx: try again, also when a newer version knows this consumer · 489 (QStash: with this header): never again · 401: not from the queue. Each is logged with its store,
 * message and time.
 */
export async function receiveDelivery({ consumer, request, consumers, afterwards }: Knock): Promise<Response> {
  const body = await request.text();
  if (!(await isSignedByQueue(request.headers.get("upstash-signature"), body, doorOf(consumer)))) {
    return Response.json({ cause: "unsigned" }, { status: 401 });
  }
  const messageId = request.headers.get("upstash-message-id") ?? "";
  const route = findRoute(consumer);
  if (!route) {
    log.error({ consumer, messageId }, "a delivery is for work that this version does not know");
    return Response.json({ cause: "malformed", detail: "no such consumer" }, { status: 500 });
  }
  const accepted = read(route, body, { messageId, retried: Number(request.headers.get("upstash-retried") ?? 0) });
  if (!accepted) {
    log.error({ consumer, messageId }, "a delivery could not be read");
    return never("malformed", "not an event for this consumer");
  }
  return run(accepted, messageId, { consumers, afterwards });
}

type Known = NonNullable<ReturnType<typeof findRoute>>;

function read(route: Known, body: string, { messageId, retried }: { messageId: string; retried: number }): Accepted | null {
  const parsed = envelope.safeParse(readJson(body));
  if (!parsed.success || parsed.data.name !== route.event) return null;
  const { eventId = messageId, storeId, payload, deadLetterId } = parsed.data;
  return { consumer: route.consumer, delivery: { eventId, storeId, payload, retried }, deadLetterId };
}

async function run(
  { consumer, delivery, deadLetterId }: Accepted,
  messageId: string,
  { consumers, afterwards }: Pick<Knock, "consumers" | "afterwards">,
): Promise<Response> {
  const { eventId, storeId, retried } = delivery;
  const startedAt = performance.now();
  const timed = () => ({ durationMs: Math.round(performance.now() - startedAt), ageMs: ageOf(eventId) });
  const facts = () => ({ consumer, messageId, eventId, storeId, retried, ...timed() });
  try {
    const { value: outcome, hasRecorded } = await noticing(() => consumers[consumer](delivery));
    if (deadLetterId) await resolveReplayed(deadLetterId);
    if (hasRecorded) afterwards();
    log.info({ ...facts(), outcome }, "delivery");
    return Response.json({ outcome });
  } catch (error) {
    const { isRetryable, cause, detail } = sortFailure(error);
    log.error({ ...facts(), err: error, cause, isRetryable }, "delivery failed");
    return isRetryable ? Response.json({ cause, detail }, { status: 500 }) : never(cause, detail);
  }
}

/** Tells the queue never to try again (QStash: status 489 with this header). */
function never(cause: string, detail: string): Response {
  return Response.json({ cause, detail }, { status: 489, headers: { "Upstash-NonRetryable-Error": "true" } });
}

const timeOfId = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

/** Milliseconds since the event was recorded: our ids begin with their time (RFC 9562, version 7). Null for an id of the queue. */
function ageOf(eventId: string): number | null {
  const [, high, low] = timeOfId.exec(eventId) ?? [];
  return high && low ? Date.now() - Number.parseInt(high + low, 16) : null;
}
