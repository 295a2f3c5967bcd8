import { fail, ok, type Result } from "@/lib/core/result";
import type { DeadLetterModel } from "@/lib/db/generated/models";
import { auditLetters } from "./audit-letters";
import type { Cause } from "./causes";
import type { Consumer } from "./consume";
import { sortFailure } from "./failures";
import { inScope } from "./letter-scope";
import type { LetterActor } from "./resolve-letters";

/**
 * What a replay would do now. `would_succeed`: it was done and undone · `seen_before`: it was done meanwhile, nothing would
 * happen · `would_go_outside`: it would go to a service outside, which is not tried · `would_fail`: it fails again.
 */
export type Forecast =
  | { outcome: "would_succeed" | "seen_before" | "would_go_outside" }
  | { outcome: "would_fail"; cause: Cause; isRetryable: boolean };

export type Rehearsed = { forecast: Forecast; letter: DeadLetterModel };

/**
 * Says what a replay of a dead letter would do, without doing it: rows are written in a transaction that is undone, and nothing
 * goes outside. Fails with `not_found` for a letter that is not the actor's.
 */
export async function rehearseDeadLetter(
  { id, actor, storeId }: LetterActor & { id: string },
  consumers: Readonly<Record<string, Consumer>>,
): Promise<Result<Rehearsed, "not_found">> {
  if (actor.kind === "member" && storeId === null) return fail("not_found");
  const where = { id, ...(actor.kind === "member" ? { storeId } : {}) };
  const letter = await inScope({ storeId }, (tx) => tx.deadLetter.findFirst({ where }));
  const consumer = letter && consumers[letter.consumer];
  if (!letter || !consumer) return fail("not_found");
  const forecast = await tryOut(letter, consumer);
  const act = { action: "dead_letter.rehearsed", actor, resolution: "", outcome: forecast.outcome } as const;
  await inScope({ storeId }, (tx) => auditLetters(tx, act, [letter]));
  return ok({ forecast, letter });
}

async function tryOut({ eventId, storeId, payload }: DeadLetterModel, consumer: Consumer): Promise<Forecast> {
  try {
    const outcome = await consumer({ eventId, storeId, payload, retried: 0, isRehearsal: true });
    if (outcome === "done") throw new Error("a rehearsal did its work");
    return { outcome };
  } catch (error) {
    const { cause, isRetryable } = sortFailure(error);
    return { outcome: "would_fail", cause, isRetryable };
  }
}
