import { after } from "next/server";
import { z } from "zod";
import { readJson } from "@/lib/core/json";
import { NotRetryable } from "@/lib/events/consume";
import { flushOutbox } from "@/lib/events/flush";
import { doorOf, isSignedByQueue } from "@/lib/events/queue";
import { findRoute } from "@/lib/events/routes";
import { log } from "@/lib/log";
import { consumers } from "./consumers";

const envelope = z.object({
  eventId: z.string().max(100).optional(),
  name: z.string(),
  storeId: z.uuid().nullable(),
  payload: z.unknown(),
});

/** Tells the queue never to try again (QStash: status 489 with this header). */
function never(cause: string, detail: string): Response {
  return Response.json({ cause, detail }, { status: 489, headers: { "Upstash-NonRetryable-Error": "true" } });
}

/**
 * The one door of the queue. Verifies the signature over the raw body, parses, runs the consumer. 2xx: done or done before ·
 * 5xx: try again · 489: never again · 401: not from the queue.
 */
export async function POST(request: Request, { params }: { params: Promise<{ consumer: string }> }): Promise<Response> {
  const { consumer } = await params;
  const body = await request.text();
  if (!(await isSignedByQueue(request.headers.get("upstash-signature"), body, doorOf(consumer)))) {
    return Response.json({ cause: "unsigned" }, { status: 401 });
  }
  const route = findRoute(consumer);
  if (!route) return never("unknown_consumer", consumer);
  const parsed = envelope.safeParse(readJson(body));
  if (!parsed.success || parsed.data.name !== route.event) return never("malformed", "not an event for this consumer");

  const messageId = request.headers.get("upstash-message-id") ?? "";
  const retried = Number(request.headers.get("upstash-retried") ?? 0);
  const startedAt = Date.now();
  const context = { consumer, messageId, storeId: parsed.data.storeId, retried };
  try {
    const { eventId = messageId, storeId, payload } = parsed.data;
    const outcome = await consumers[route.consumer as keyof typeof consumers]({ eventId, storeId, payload, retried });
    after(flushOutbox);
    log.info({ ...context, outcome, durationMs: Date.now() - startedAt }, "delivery");
    return Response.json({ outcome });
  } catch (error) {
    log.error({ ...context, err: error, durationMs: Date.now() - startedAt }, "delivery failed");
    if (error instanceof NotRetryable) return never(error.causeClass, error.message);
    return Response.json({ cause: "failed", detail: kindOf(error) }, { status: 500 });
  }
}

/** What the dead letter will say: the kind of error, never its data. */
function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
