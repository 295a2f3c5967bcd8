import { z } from "zod";
import { readJson } from "@/lib/core/json";
import { type Cause, causeOfStatus, causes, toCause } from "./causes";

/** One failed try of a delivery. Status 0: no answer came. */
export type Attempt = { at: string; status: number; cause: Cause };

/** Tries kept of one dead letter, the newest. */
const mostKept = 60;

const stored = z.array(z.object({ at: z.string(), status: z.number(), cause: z.enum(causes) }));

/** The tries that a dead letter remembers, oldest first. */
export function readAttempts(column: unknown): Attempt[] {
  const parsed = stored.safeParse(column);
  return parsed.success ? parsed.data : [];
}

/** Both lists as one, oldest first, each try once. */
export function mergeAttempts(earlier: readonly Attempt[], later: readonly Attempt[]): Attempt[] {
  const all = new Map([...earlier, ...later].map((attempt) => [attempt.at, attempt]));
  return [...all.values()].sort((left, right) => left.at.localeCompare(right.at)).slice(-mostKept);
}

const answer = z.object({ cause: z.string(), detail: z.string().optional() });

/** How a queue words that it stopped waiting: the local one, Go's HTTP client (QStash's), undici. */
const outOfTime = /in time|time-?d? ?out|deadline exceeded/i;

/**
 * What a failed try says of itself: our own door names the cause; of any other answer the status does. Without an answer (status 0)
 * the body is the queue's own word for what happened.
 */
export function causeOfAnswer(status: number, body: string): { cause: Cause; detail: string } {
  const said = answer.safeParse(readJson(body));
  if (!said.success) return { cause: status === 0 && outOfTime.test(body) ? "timeout" : causeOfStatus(status), detail: "" };
  const { cause, detail = "" } = said.data;
  return { cause: toCause(cause) ?? causeOfStatus(status), detail: [cause, detail].filter(Boolean).join(": ").slice(0, 300) };
}
