import { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { QueueContext } from "@/local/queue/context";
import { type Db, inTransaction } from "@/local/queue/database";
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

class Refusal extends Error {
  readonly fault: PublishFault;

  constructor(fault: PublishFault) {
    super(fault);
    this.fault = fault;
  }
}

async function acceptEach(db: Db, context: QueueContext, publications: Publication[]): Promise<AcceptedPublication[]> {
  const touched = new Touched();
  const results: AcceptedPublication[] = [];
  for (const publication of publications) {
    const accepted = await accept(db, context, { publication, touched });
    // Thrown, so that the transaction forgets the publications before this one: a batch is accepted whole or not at all.
    if (!accepted.ok) throw new Refusal(accepted.code);
    results.push(accepted.value);
  }
  await fillPlaces(db, context.clock, touched);
  return results;
}

async function acceptAll(context: QueueContext, publications: Publication[]): Promise<Result<AcceptedPublication[], PublishFault>> {
  try {
    return ok(await inTransaction(context.pool, (tx) => acceptEach(tx, context, publications)));
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.fault };
    throw error;
  }
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
