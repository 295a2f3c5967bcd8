import { after } from "next/server";
import { readJson } from "@/lib/core/json";
import { flushOutbox } from "@/lib/events/flush";
import { doorOf, isSignedByQueue } from "@/lib/events/queue";
import { receiveFailure } from "@/lib/events/receive-failure";
import { log } from "@/lib/log";

/**
 * Where the queue tells that a message spent its retries. Signed like any delivery. 2xx: the dead letter is written, or what came is
 * no callback · 5xx: tell again.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  if (!(await isSignedByQueue(request.headers.get("upstash-signature"), body, doorOf("failed")))) {
    return Response.json({ cause: "unsigned" }, { status: 401 });
  }
  const received = await receiveFailure(readJson(body));
  const messageId = request.headers.get("upstash-message-id");
  if (!received.ok) log.error({ messageId, code: received.code }, "a failure callback could not be read");
  after(flushOutbox);
  return Response.json({ received: received.ok }, { status: !received.ok && received.code === "unknown_consumer" ? 500 : 200 });
}
