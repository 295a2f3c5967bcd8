import { type Kind, kind } from "@/local/sandbox/records";
import type { Work } from "@/local/stripe/work";

export type TimerJob =
  | "expire_session"
  | "settle_payment"
  | "cycle_subscription"
  | "retry_invoice"
  | "expire_subscription"
  | "announce_trial_end"
  | "fail_refund"
  | "open_dispute";

/** Something that will happen to an object when the sandbox's clock reaches `due_at` (Unix seconds). */
export type Timer = { id: string; job: TimerJob; objectId: string; due_at: number };

export const timers: Kind<Timer> = kind<Timer>("timer");

/** One timer per job and object: setting it again moves it. */
export async function setTimer(work: Work, job: TimerJob, objectId: string, dueAt: number): Promise<void> {
  const id = timerId(job, objectId);
  await work.shelf.put(timers, id, { id, job, objectId, due_at: dueAt });
}

export async function clearTimer(work: Work, job: TimerJob, objectId: string): Promise<void> {
  await work.shelf.remove(timers, timerId(job, objectId));
}

function timerId(job: TimerJob, objectId: string): string {
  return `${job}:${objectId}`;
}
