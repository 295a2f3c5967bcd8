import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { readJson } from "@/lib/core/json";
import { fail, ok, type Result } from "@/lib/core/result";
import type { Prisma } from "@/lib/db/generated/client";
import { withPlatform } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { alertOperators } from "./alert-operators";
import { type Attempt, causeOfAnswer, mergeAttempts, readAttempts } from "./attempts";
import { auditBySystem } from "./audit-letters";
import type { Cause } from "./causes";
import { listFailedAttempts } from "./queue";
import { findRoute } from "./routes";

/** What the queue sends when the retries of a message are spent (QStash: failure callback). Bodies are base64. */
const failureCallback = z.object({
  status: z.number(),
  body: z.string().optional(),
  retried: z.number().default(0),
  sourceMessageId: z.string(),
  sourceBody: z.string(),
  url: z.url(),
});

const sourceEnvelope = z.object({ eventId: z.uuid(), name: z.string(), storeId: z.uuid().nullable(), payload: z.unknown() });

type Failed = { consumer: string; eventId: string; name: string; storeId: string | null; payload: unknown };

/**
 * Writes the dead letter that a failure callback tells of, with the tries that the queue remembers. A second callback for the
 * same message only updates a letter that is open, and leaves one alone that somebody dealt with; one for a replay opens it again.
 * Fails with `unknown_consumer` for work that this version does not know, another may: it is to be told again.
 */
export async function receiveFailure(body: unknown): Promise<Result<{ storeId: string | null }, "malformed" | "unknown_consumer">> {
  const callback = failureCallback.safeParse(body);
  const failed = callback.success ? readFailed(callback.data) : null;
  if (!callback.success || !failed) return fail("malformed");
  if (!findRoute(failed.consumer)) return fail("unknown_consumer");
  const { status, body: answer, retried, sourceMessageId } = callback.data;
  const { cause, detail } = causeOfAnswer(status, decode(answer ?? ""));
  const tries = await attemptsOf(sourceMessageId, { at: new Date().toISOString(), status, cause });
  const letter = { cause, detail, attempts: retried + 1, messageId: sourceMessageId, lastFailedAt: new Date() };
  await write(failed, letter, tries);
  return ok({ storeId: failed.storeId });
}

function readFailed({ url, sourceBody }: z.infer<typeof failureCallback>): Failed | null {
  const source = sourceEnvelope.safeParse(readJson(decode(sourceBody)));
  const consumer = new URL(url).pathname.split("/").at(-1) ?? "";
  return source.success ? { consumer, ...source.data } : null;
}

/** Questions to the queue's log at the same time; letters that come beside them, in a storm of failures, go without. */
const mostQuestions = 4;
let questions = 0;

/** The queue's log is worth asking and not worth failing or queueing for: without it, only the last try is known. */
async function attemptsOf(messageId: string, last: Attempt): Promise<Attempt[]> {
  if (questions >= mostQuestions) return [last];
  questions += 1;
  try {
    const logged = await listFailedAttempts(messageId);
    if (logged.length === 0) return [last];
    return logged.map(({ at, status, body }) => ({ at: at.toISOString(), status, cause: causeOfAnswer(status, body).cause }));
  } catch (error) {
    log.warn({ err: error, messageId }, "the queue did not tell the tries of a dead letter");
    return [last];
  } finally {
    questions -= 1;
  }
}

type LetterFacts = { cause: Cause; detail: string; attempts: number; messageId: string; lastFailedAt: Date };

async function write(failed: Failed, facts: LetterFacts, tries: Attempt[]): Promise<void> {
  const { consumer, eventId, name: eventName, storeId, payload } = failed;
  const where = { consumer_eventId: { consumer, eventId } };
  await withPlatform(async (tx) => {
    const known = await tx.deadLetter.findUnique({ where, select: { attemptLog: true, messageId: true, status: true } });
    if (known && known.status !== "open" && known.messageId === facts.messageId) return;
    const letter = { ...facts, attemptLog: mergeAttempts(readAttempts(known?.attemptLog), tries) };
    const written = await tx.deadLetter.upsert({
      where,
      create: { id: newId(), consumer, eventId, eventName, storeId, payload: toJson(payload), ...letter },
      update: { ...letter, ...stillOpen },
    });
    if (known && known.status !== "open") await auditBySystem(tx, "dead_letter.reopened", [written]);
    await alertOperators(tx, [{ consumer, cause: facts.cause }]);
  });
}

/** A letter that nobody has dealt with. */
export const stillOpen = { status: "open", resolution: "", resolvedBy: null, resolvedAt: null };

function toJson(payload: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(payload ?? {})) as Prisma.InputJsonValue;
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}
