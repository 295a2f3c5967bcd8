import pLimit from "p-limit";
import { fail, ok, type Result } from "@/lib/core/result";
import type { DeadLetterModel } from "@/lib/db/generated/models";
import { log } from "@/lib/log";
import { type Actor, auditBySystem, auditLetters } from "./audit-letters";
import { type LetterFilter, letterWhere } from "./dead-letters";
import { inScope, type LetterTx } from "./letter-scope";
import { messageFor } from "./messages";
import { type Message, publish } from "./queue";
import { stillOpen } from "./receive-failure";
import { findRoute } from "./routes";

/** Who acts, and on whose letters: a member on those of this store alone, an operator on all. */
export type LetterActor = { actor: Actor; storeId: string | null };

/** One letter, or the open ones that a filter shows. */
export type Selection = LetterActor & ({ id: string } | { filter: Omit<LetterFilter, "state"> });

/** A letter as a consumer's own feature needs it to ask about it. */
export type Subject = Pick<DeadLetterModel, "consumer" | "storeId" | "payload">;

/** Asks outside about a letter before it is sent again; `silent` when no answer came, and then it is not sent. */
export type AskFirst = (subject: Subject) => Promise<"asked" | "nothing_to_ask" | "silent">;

/** At most this many letters in one act; the rest waits for the next. */
export const lettersPerAct = 200;
const questionsAtOnce = 4;
const messagesPerRequest = 100;

/** How many were sent; those that stay open because a gateway is silent, and because they could not be checked or handed over. */
export type Replayed = { replayed: number; silent: number; unsent: number };

/**
 * Sends dead letters to their consumers again, each as a new message with its store's share of the queue. About money the
 * gateway is asked first; while it is silent, a letter stays open. Fails with `not_found` when no open letter of the actor's is
 * meant, with `gateway_silent` or `not_asked` when none could be asked about, and with `queue_silent` when the queue took none: they
 * stay open then.
 */
export async function replayDeadLetters(
  selection: Selection,
  askFirst: AskFirst,
): Promise<Result<Replayed, "not_found" | "gateway_silent" | "not_asked" | "queue_silent">> {
  const meant = (await inScope(selection, (tx) => listMeant(tx, selection))).filter(({ consumer }) => findRoute(consumer) !== null);
  if (meant.length === 0) return fail("not_found");
  const { ids, silent, failed } = await listAnswered(meant, askFirst);
  if (ids.length === 0) return fail(silent > 0 ? "gateway_silent" : "not_asked");
  const letters = await inScope(selection, (tx) => close(tx, selection, { ids, status: "replayed", resolution: "" }));
  if (letters.length === 0) return fail("not_found");
  const replayed = await sendAll(selection, letters);
  if (replayed === 0) return fail("queue_silent");
  return ok({ replayed, silent, unsent: failed + letters.length - replayed });
}

/** Puts dead letters aside for good, with the reason. Fails with `not_found` as `replayDeadLetters`. */
export async function discardDeadLetters(selection: Selection, reason: string): Promise<Result<{ discarded: number }, "not_found">> {
  const letters = await inScope(selection, async (tx) => {
    const ids = (await listMeant(tx, selection)).map(({ id }) => id);
    return close(tx, selection, { ids, status: "discarded", resolution: reason });
  });
  return letters.length > 0 ? ok({ discarded: letters.length }) : fail("not_found");
}

/** A member without a store means nothing: null would be everybody's. */
async function listMeant(tx: LetterTx, selection: Selection): Promise<DeadLetterModel[]> {
  const { actor, storeId } = selection;
  if (actor.kind === "member" && storeId === null) return [];
  const own = actor.kind === "member" ? { storeId } : {};
  const where =
    "id" in selection ? { id: selection.id, status: "open", ...own } : letterWhere({ storeId }, { ...selection.filter, state: "open" });
  return tx.deadLetter.findMany({ where, orderBy: { lastFailedAt: "asc" }, take: lettersPerAct });
}

type Answered = { ids: string[]; silent: number; failed: number };

/** A question that fails leaves its own letter open and no other. */
async function listAnswered(letters: DeadLetterModel[], askFirst: AskFirst): Promise<Answered> {
  const slot = pLimit(questionsAtOnce);
  const ask = (letter: DeadLetterModel) =>
    askFirst(letter).catch((error: unknown) => {
      log.error({ err: error, deadLetterId: letter.id, storeId: letter.storeId }, "a dead letter could not be asked about; it stays open");
      return "failed" as const;
    });
  const answers = await Promise.all(letters.map((letter) => slot(() => ask(letter))));
  const count = (meant: string) => answers.filter((answer) => answer === meant).length;
  const isAnswered = (index: number) => answers[index] !== "silent" && answers[index] !== "failed";
  return {
    ids: letters.filter((_, index) => isAnswered(index)).map(({ id }) => id),
    silent: count("silent"),
    failed: count("failed"),
  };
}

type Closing = { ids: string[]; status: "replayed" | "discarded"; resolution: string };

/** Takes the letters that are still open, each by one actor alone, and writes down who did it. */
async function close(tx: LetterTx, { actor }: LetterActor, { ids, status, resolution }: Closing): Promise<DeadLetterModel[]> {
  const closed = await tx.deadLetter.updateManyAndReturn({
    where: { id: { in: ids }, status: "open" },
    data: { status, resolution, resolvedBy: actor.id, resolvedAt: new Date() },
  });
  await auditLetters(tx, { action: `dead_letter.${status}`, actor, resolution }, closed);
  return closed;
}

/** Hands letters to the queue; those that it does not take are open again, and the audit log says so. Returns how many it took. */
async function sendAll(scope: LetterActor, letters: DeadLetterModel[]): Promise<number> {
  for (let start = 0; start < letters.length; start += messagesPerRequest) {
    try {
      await publish(letters.slice(start, start + messagesPerRequest).flatMap(toMessage));
    } catch (error) {
      const unsent = letters.slice(start);
      log.warn({ err: error, letters: unsent.length }, "the queue did not accept dead letters; they are open again");
      await inScope(scope, (tx) => reopen(tx, unsent));
      return start;
    }
  }
  return letters.length;
}

async function reopen(tx: LetterTx, letters: DeadLetterModel[]): Promise<void> {
  const where = { id: { in: letters.map(({ id }) => id) }, status: "replayed" };
  await auditBySystem(tx, "dead_letter.reopened", await tx.deadLetter.updateManyAndReturn({ where, data: stillOpen }));
}

function toMessage(letter: DeadLetterModel): Message[] {
  const route = findRoute(letter.consumer);
  if (!route) return [];
  const body = {
    eventId: letter.eventId,
    name: letter.eventName,
    storeId: letter.storeId,
    payload: letter.payload,
    deadLetterId: letter.id,
  };
  return [messageFor(route, body, { deduplicationId: `${letter.id}_${Date.now()}`, notBefore: null })];
}
