import pLimit from "p-limit";
import { newId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import type { DeadLetterModel } from "@/lib/db/generated/models";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { type LetterFilter, letterWhere } from "./dead-letters";
import { messageFor } from "./messages";
import { type Message, publish } from "./queue";
import { stillOpen } from "./receive-failure";
import { findRoute } from "./routes";

export type Actor = { id: string; kind: "member" | "operator" };

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

export type Replayed = { replayed: number; silent: number };

/**
 * Sends dead letters to their consumers again, each as a new message with its store's share of the queue. About money the
 * gateway is asked first; while it is silent, a letter stays open. Fails with `not_found` when no open letter of the actor's is
 * meant, with `gateway_silent` when none could be asked about. Throws when the queue does not accept them; they stay open then.
 */
export async function replayDeadLetters(
  selection: Selection,
  askFirst: AskFirst,
): Promise<Result<Replayed, "not_found" | "gateway_silent">> {
  const meant = (await withPlatform((tx) => listMeant(tx, selection))).filter(({ consumer }) => findRoute(consumer) !== null);
  if (meant.length === 0) return fail("not_found");
  const askable = await listAnswered(meant, askFirst);
  const silent = meant.length - askable.length;
  if (askable.length === 0) return fail("gateway_silent");
  const letters = await withPlatform((tx) => close(tx, selection, { ids: askable, status: "replayed", resolution: "" }));
  if (letters.length === 0) return fail("not_found");
  await sendAll(letters);
  return ok({ replayed: letters.length, silent });
}

/** Puts dead letters aside for good, with the reason. Fails with `not_found` as `replayDeadLetters`. */
export async function discardDeadLetters(selection: Selection, reason: string): Promise<Result<{ discarded: number }, "not_found">> {
  const letters = await withPlatform(async (tx) => {
    const ids = (await listMeant(tx, selection)).map(({ id }) => id);
    return close(tx, selection, { ids, status: "discarded", resolution: reason });
  });
  return letters.length > 0 ? ok({ discarded: letters.length }) : fail("not_found");
}

/** A member without a store means nothing: null would be everybody's. */
async function listMeant(tx: PlatformTx, selection: Selection): Promise<DeadLetterModel[]> {
  const { actor, storeId } = selection;
  if (actor.kind === "member" && storeId === null) return [];
  const own = actor.kind === "member" ? { storeId } : {};
  const where =
    "id" in selection ? { id: selection.id, status: "open", ...own } : letterWhere({ storeId }, { ...selection.filter, state: "open" });
  return tx.deadLetter.findMany({ where, orderBy: { lastFailedAt: "asc" }, take: lettersPerAct });
}

async function listAnswered(letters: DeadLetterModel[], askFirst: AskFirst): Promise<string[]> {
  const slot = pLimit(questionsAtOnce);
  const answers = await Promise.all(letters.map((letter) => slot(() => askFirst(letter))));
  return letters.filter((_, index) => answers[index] !== "silent").map(({ id }) => id);
}

type Closing = { ids: string[]; status: "replayed" | "discarded"; resolution: string };

/** Takes the letters that are still open, each by one actor alone, and writes down who did it. */
async function close(tx: PlatformTx, { actor }: LetterActor, { ids, status, resolution }: Closing): Promise<DeadLetterModel[]> {
  const closed = await tx.deadLetter.updateManyAndReturn({
    where: { id: { in: ids }, status: "open" },
    data: { status, resolution, resolvedBy: actor.id, resolvedAt: new Date() },
  });
  await tx.auditEntry.createMany({
    data: closed.map((letter) => ({
      id: newId(),
      storeId: letter.storeId,
      actorId: actor.id,
      actorKind: actor.kind,
      action: `dead_letter.${status}`,
      subject: letter.id,
      after: { consumer: letter.consumer, cause: letter.cause, resolution },
    })),
  });
  return closed;
}

async function sendAll(letters: DeadLetterModel[]): Promise<void> {
  for (let start = 0; start < letters.length; start += messagesPerRequest) {
    const part = letters.slice(start, start + messagesPerRequest);
    try {
      await publish(part.flatMap(toMessage));
    } catch (error) {
      const ids = letters.slice(start).map(({ id }) => id);
      await withPlatform((tx) => tx.deadLetter.updateMany({ where: { id: { in: ids }, status: "replayed" }, data: stillOpen }));
      throw error;
    }
  }
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
