import type { RecordSession } from "@/local/sandbox/records";

export type NoticeInput = {
  /** The provider's event id: equal in every delivery of one event. */
  eventId: string;
  /** The event's name; faults are matched against it. */
  topic: string;
  /** Which of the receiver's secrets authenticates it (`platform`, `connect`, a merchant's id). */
  audience: string;
  url: string;
  /** Sent byte for byte. */
  body: string;
};

export type NoticeState = "pending" | "held" | "sending" | "delivered" | "failed" | "dropped";

export type DeliveryAttempt = { at: string; durationMs: number; status?: number; error?: string };

export type Notice = NoticeInput & {
  id: string;
  state: NoticeState;
  /** Must be sent with a signature or credential that is wrong. */
  forged: boolean;
  attempts: DeliveryAttempt[];
  createdAt: Date;
};

const COLUMNS = `id::text AS id, event_id AS "eventId", topic, audience, url, body, state, forged, attempts, created_at AS "createdAt"`;
/** Longer than any delivery may take: a notice claimed by a process that died is sent again after it. */
const LEASE = "interval '60 seconds'";

/** Takes up to 50 notices that are due; no other sender gets them before the lease ends. */
export async function claimDue(session: RecordSession): Promise<Notice[]> {
  const claim = `UPDATE {schema}.notices SET state = 'sending', due_at = now() + ${LEASE} WHERE id IN (
      SELECT id FROM {schema}.notices WHERE state IN ('pending', 'held', 'sending') AND due_at <= now() ORDER BY due_at, id LIMIT 50 FOR UPDATE SKIP LOCKED
    ) RETURNING ${COLUMNS}`;
  return (await session.query<Notice>(claim)).rows;
}

export type AttemptOutcome = {
  attempt: DeliveryAttempt;
  /** Null when no further attempt is made. */
  retryAfterMs: number | null;
};

export async function recordAttempt(session: RecordSession, notice: Notice, { attempt, retryAfterMs }: AttemptOutcome): Promise<void> {
  const isDelivered = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
  const state: NoticeState = isDelivered ? "delivered" : retryAfterMs === null ? "failed" : "pending";
  const update = `UPDATE {schema}.notices SET state = $2, attempts = attempts || $3::jsonb, due_at = now() + $4 * interval '1 millisecond' WHERE id = $1`;
  await session.query(update, [notice.id, state, JSON.stringify([attempt]), retryAfterMs ?? 0]);
}

/** Lets notices go that were held back until one of these, sent just now, had passed them. */
export async function releaseHeld(session: RecordSession, passedBy: readonly Notice[]): Promise<void> {
  const update = "UPDATE {schema}.notices SET state = 'pending', due_at = now() WHERE state = 'held' AND id < ANY($1::bigint[])";
  await session.query(update, [passedBy.map((notice) => notice.id)]);
}

/** The log, newest first, 200 at most. */
export async function listNotices(session: RecordSession, limit = 50): Promise<Notice[]> {
  const select = `SELECT ${COLUMNS} FROM {schema}.notices ORDER BY notices.id DESC LIMIT $1`;
  return (await session.query<Notice>(select, [Math.min(limit, 200)])).rows;
}

/** Makes a notice due again, whatever became of it (dropped ones too). False when there is none with this id. */
export async function resendNotice(session: RecordSession, id: string): Promise<boolean> {
  const update = "UPDATE {schema}.notices SET state = 'pending', forged = false, due_at = now() WHERE id::text = $1";
  return ((await session.query(update, [id])).rowCount ?? 0) > 0;
}
