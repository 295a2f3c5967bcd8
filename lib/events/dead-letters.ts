import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { readJson } from "@/lib/core/json";
import { fail, ok, type Result } from "@/lib/core/result";
import type { Prisma } from "@/lib/db/generated/client";
import type { DeadLetterModel } from "@/lib/db/generated/models";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { type Message, publish } from "./queue";
import { findRoute, type Route } from "./routes";

/** What the queue sends when the retries of a message are spent (QStash: failure callback). Bodies are base64. */
const failureCallback = z.object({
  status: z.number(),
  body: z.string().optional(),
  retried: z.number().default(0),
  sourceMessageId: z.string(),
  sourceBody: z.string(),
  url: z.url(),
});

const sourceEnvelope = z.object({ eventId: z.string().optional(), name: z.string(), storeId: z.uuid().nullable(), payload: z.unknown() });

export const causes = ["unreachable", "timeout", "failed", "refused", "malformed"] as const;
export type Cause = (typeof causes)[number];

/** Writes the dead letter that a failure callback tells of. A second callback for the same delivery only updates it. */
export async function receiveFailure(body: unknown): Promise<Result<{ storeId: string | null }, "malformed">> {
  const callback = failureCallback.safeParse(body);
  if (!callback.success) return fail("malformed");
  const source = sourceEnvelope.safeParse(readJson(decode(callback.data.sourceBody)));
  const consumer = new URL(callback.data.url).pathname.split("/").at(-1) ?? "";
  if (!source.success || !findRoute(consumer)) return fail("malformed");
  const { eventId = callback.data.sourceMessageId, name, storeId, payload } = source.data;
  const failure = {
    cause: causeOf(callback.data.status),
    detail: detailOf(callback.data.body),
    attempts: callback.data.retried + 1,
    messageId: callback.data.sourceMessageId,
    lastFailedAt: new Date(),
  };
  await withPlatform((tx) =>
    tx.deadLetter.upsert({
      where: { consumer_eventId: { consumer, eventId } },
      create: { id: newId(), consumer, eventId, eventName: name, storeId, payload: toJson(payload), ...failure },
      update: { ...failure, ...stillOpen },
    }),
  );
  return ok({ storeId });
}

function toJson(payload: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(payload ?? {})) as Prisma.InputJsonValue;
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}

function causeOf(status: number): Cause {
  if (status === 489) return "refused";
  if (status === 408 || status === 504) return "timeout";
  if (status === 0 || status === 502 || status === 503) return "unreachable";
  return status === 400 || status === 401 ? "malformed" : "failed";
}

/** What our own door said; its answers hold kinds of errors, never data. */
function detailOf(body: string | undefined): string {
  const answer = z.object({ cause: z.string(), detail: z.string().optional() }).safeParse(readJson(decode(body ?? "")));
  return answer.success ? [answer.data.cause, answer.data.detail].filter(Boolean).join(": ").slice(0, 300) : "";
}

export type Actor = { id: string; kind: "member" | "operator" };
export type DeadLetterAct = {
  id: string;
  actor: Actor /** A member acts on the letters of this store alone; an operator on all. */;
  storeId: string | null;
};

async function claim(
  tx: PlatformTx,
  { id, actor, storeId }: DeadLetterAct,
  status: "replayed" | "discarded",
  resolution: string,
): Promise<DeadLetterModel | null> {
  if (actor.kind === "member" && !storeId) return null;
  const where = { id, status: "open", ...(actor.kind === "member" ? { storeId } : {}) };
  const claimed = await tx.deadLetter.updateMany({ where, data: { status, resolution, resolvedBy: actor.id, resolvedAt: new Date() } });
  if (claimed.count !== 1) return null;
  const letter = await tx.deadLetter.findUniqueOrThrow({ where: { id } });
  await tx.auditEntry.create({
    data: {
      id: newId(),
      storeId: letter.storeId,
      actorId: actor.id,
      actorKind: actor.kind,
      action: `dead_letter.${status}`,
      subject: id,
      after: { consumer: letter.consumer, resolution },
    },
  });
  return letter;
}

/**
 * Sends a dead letter to its consumer again, as a new message. Payment consumers ask the gateway before they act, so an old
 * message does no harm. Fails with `not_found` for a letter that is not open, or not of the store. Throws when the queue does
 * not accept it; the letter stays open then.
 */
export async function replayDeadLetter(act: DeadLetterAct): Promise<Result<void, "not_found">> {
  const letter = await withPlatform((tx) => claim(tx, act, "replayed", ""));
  const route = letter ? findRoute(letter.consumer) : null;
  if (!letter || !route) return fail("not_found");
  try {
    await publish([toMessage(letter, route)]);
  } catch (error) {
    await withPlatform((tx) => tx.deadLetter.update({ where: { id: letter.id }, data: stillOpen }));
    throw error;
  }
  return ok();
}

const stillOpen = { status: "open", resolution: "", resolvedBy: null, resolvedAt: null };

function toMessage(letter: DeadLetterModel, route: Route): Message {
  return {
    consumer: route.consumer,
    body: { eventId: letter.eventId, name: letter.eventName, storeId: letter.storeId, payload: letter.payload },
    deduplicationId: `${letter.id}_${Date.now()}`,
    notBefore: null,
    retries: route.retries,
    timeoutSeconds: route.timeoutSeconds,
    ...(route.retryDelay ? { retryDelay: route.retryDelay } : {}),
  };
}

/** Puts a dead letter aside for good, with the reason. Fails with `not_found` as `replayDeadLetter`. */
export async function discardDeadLetter(act: DeadLetterAct & { reason: string }): Promise<Result<void, "not_found">> {
  const letter = await withPlatform((tx) => claim(tx, act, "discarded", act.reason));
  return letter ? ok() : fail("not_found");
}

export type DeadLetterRow = Pick<
  DeadLetterModel,
  | "id"
  | "storeId"
  | "eventName"
  | "consumer"
  | "cause"
  | "detail"
  | "attempts"
  | "status"
  | "resolution"
  | "payload"
  | "firstFailedAt"
  | "lastFailedAt"
>;

const pageSize = 50;

/** Dead letters, newest first, fifty a page, of one store or (null) of all. */
export async function listDeadLetters(
  storeId: string | null,
  status: string,
  page: number,
): Promise<{ rows: DeadLetterRow[]; total: number }> {
  const where = { status, ...(storeId ? { storeId } : {}) };
  return withPlatform(async (tx) => ({
    rows: await tx.deadLetter.findMany({ where, orderBy: { lastFailedAt: "desc" }, skip: (page - 1) * pageSize, take: pageSize }),
    total: await tx.deadLetter.count({ where }),
  }));
}
