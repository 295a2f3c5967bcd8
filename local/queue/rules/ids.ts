import { randomUUID } from "node:crypto";

/** A new message id. */
export function newMessageId(): string {
  return `msg_${randomUUID().replaceAll("-", "")}`;
}

/** A new schedule id. */
export function newScheduleId(): string {
  return `scd_${randomUUID().replaceAll("-", "")}`;
}

/** The id of a dead letter, `<ms>-<n>`: its time of failure and the message's number, so that it sorts and pages by itself. */
export function deadLetterId(failedAtMs: number, messageNumber: number): string {
  return `${failedAtMs}-${messageNumber}`;
}

/** Reads a dead letter's id back, as a position in the list. Null when it is not one. */
export function parseDeadLetterId(text: string): { failedAt: number; number: number } | null {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  return match ? { failedAt: Number(match[1]), number: Number(match[2]) } : null;
}
