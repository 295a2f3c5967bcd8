import { z } from "zod";
import type { Result } from "@/lib/core/result";
import type { QueueContext } from "@/local/queue/context";
import { inTransaction } from "@/local/queue/database";
import { fillPlaces, Touched } from "@/local/queue/places";
import { type Accepted, type AcceptedPublication, accept, type Publication, type PublishFault } from "@/local/queue/publish";
import { callerIp, headersOf, type QueueApp, type QueueRequest, rawTarget, refused } from "@/local/queue/routes/http";
import { splitPublishTarget } from "@/local/queue/rules/destination";
import { lowerCased } from "@/local/queue/rules/headers";

const batchBody = z.array(
  z.object({
    destination: z.string(),
    body: z.string().nullish(),
    headers: z.record(z.string(), z.string()).nullish(),
    queue: z.string().nullish(),
  }),
);

function shownMessage(message: Accepted): Record<string, unknown> {
  return { messageId: message.messageId, ...(message.deduplicated ? { deduplicated: true } : {}) };
}

function shown(publication: AcceptedPublication): object {
  if (publication.kind === "url") return shownMessage(publication.message);
  return publication.messages.map((message) => ({ ...shownMessage(message), url: message.url }));
}

function isAllDuplicate(publication: AcceptedPublication): boolean {
  return publication.kind === "url" ? publication.message.deduplicated : publication.messages.every((message) => message.deduplicated);
}

function acceptAll(context: QueueContext, publications: Publication[]): Promise<Result<AcceptedPublication[], PublishFault>> {
  return inTransaction(context.pool, async (tx) => {
    const touched = new Touched();
    const accepted = await accept(tx, context, { publications, touched });
    await fillPlaces(tx, context.clock, touched);
    return accepted;
  });
}

/** Reads the publication out of a request whose path ends in a raw destination, which starts at `from` of the request target. */
export async function readPublication(c: QueueRequest, from: number, queue: string | null): Promise<Publication> {
  const { destination, options } = splitPublishTarget(rawTarget(c).slice(from));
  return {
    destination,
    headers: { ...headersOf(c), ...options },
    body: Buffer.from(await c.req.arrayBuffer()),
    queue,
    scheduleId: null,
    callerIp: callerIp(c),
  };
}

async function answerOne(c: QueueRequest, context: QueueContext, publication: Publication): Promise<Response> {
  const accepted = await acceptAll(context, [publication]);
  if (!accepted.ok) return refused(c, accepted.code);
  const [only] = accepted.value;
  if (!only) throw new Error("A publication was accepted without a result.");
  return c.json(shown(only), isAllDuplicate(only) ? 202 : 200);
}

/** `POST /v2/publish/{destination}`, `/v2/enqueue/{queue}/{destination}` and `/v2/batch`. */
export function publishRoutes(app: QueueApp, context: QueueContext): void {
  app.post("/v2/publish/*", async (c) => answerOne(c, context, await readPublication(c, "/v2/publish/".length, null)));

  app.post("/v2/enqueue/:queue/*", async (c) => {
    const from = rawTarget(c).indexOf("/", "/v2/enqueue/".length) + 1;
    return answerOne(c, context, await readPublication(c, from, c.req.param("queue")));
  });

  app.post("/v2/batch", async (c) => {
    const parsed = batchBody.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return refused(c, "invalid_body");
    const publications = parsed.data.map((item) => ({
      destination: item.destination,
      headers: lowerCased(Object.entries(item.headers ?? {})),
      body: Buffer.from(item.body ?? ""),
      queue: item.queue ?? null,
      scheduleId: null,
      callerIp: callerIp(c),
    }));
    const accepted = await acceptAll(context, publications);
    return accepted.ok ? c.json(accepted.value.map(shown)) : refused(c, accepted.code);
  });
}
