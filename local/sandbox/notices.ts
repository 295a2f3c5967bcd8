import { strike } from "@/local/sandbox/faults";
import type { Notice, NoticeInput } from "@/local/sandbox/notice-rows";
import { claimDue, recordAttempt, releaseHeld } from "@/local/sandbox/notice-rows";
import type { RecordSession, Records } from "@/local/sandbox/records";

const NOTICE_FAULTS = ["notice_drop", "notice_duplicate", "notice_reorder", "notice_delay", "notice_forged"] as const;

export type NoticesOptions = {
  records: Records;
  /** Headers that prove the sender; called at each attempt, because signatures carry the time. */
  authenticate(notice: Notice): Record<string, string> | Promise<Record<string, string>>;
  /** Wait before each further attempt; after the last one the notice has failed. */
  retryAfterMs?: readonly number[];
  /** The receiver must answer within this time. */
  timeoutMs?: number;
};

export type Notices = {
  /** Records a notification inside the transaction of the change it tells about. Faults strike here. */
  enqueue(session: RecordSession, input: NoticeInput): Promise<void>;
  /** Sends everything due; resolves when each was tried once. Call it after commit. */
  flush(): Promise<void>;
  stop(): Promise<void>;
};

const RETRY_AFTER_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000] as const;
const TICK_MS = 500;

/** Outgoing notifications, delivered at least once and in parallel, as payment providers do. */
export function startNotices(options: NoticesOptions): Notices {
  let running: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    const run = running.then(() => sendDue(options));
    running = run.catch(() => undefined);
    return run;
  };
  const tick = setInterval(() => flush().catch((error: unknown) => console.error("sandbox notices:", error)), TICK_MS);
  tick.unref();
  return {
    enqueue,
    flush,
    stop: async () => {
      clearInterval(tick);
      await running;
    },
  };
}

async function enqueue(session: RecordSession, input: NoticeInput): Promise<void> {
  const struck = await strike(session, input.topic, NOTICE_FAULTS);
  const state = struck.notice_drop ? "dropped" : struck.notice_reorder ? "held" : "pending";
  const delayMs = struck.notice_delay?.ms ?? struck.notice_reorder?.ms ?? 0;
  const copies = 1 + (struck.notice_duplicate?.copies ?? 0);
  const insert = `INSERT INTO {schema}.notices (event_id, topic, audience, url, body, state, due_at, forged)
    SELECT $1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond', $8 FROM generate_series(1, $9)`;
  const { eventId, topic, audience, url, body } = input;
  await session.query(insert, [eventId, topic, audience, url, body, state, delayMs, Boolean(struck.notice_forged), copies]);
}

async function sendDue(options: NoticesOptions): Promise<void> {
  // Bounded: what is still due afterwards waits for the next tick.
  for (let round = 0; round < 10; round += 1) {
    const due = await claimDue(options.records);
    if (due.length === 0) return;

    await Promise.all(due.map((notice) => send(options, notice)));
    await releaseHeld(options.records, due);
  }
}

async function send(options: NoticesOptions, notice: Notice): Promise<void> {
  const startedAt = Date.now();
  const outcome = await post(options, notice);
  const waits = options.retryAfterMs ?? RETRY_AFTER_MS;
  await recordAttempt(options.records, notice, {
    attempt: { at: new Date(startedAt).toISOString(), durationMs: Date.now() - startedAt, ...outcome },
    retryAfterMs: waits[notice.attempts.length] ?? null,
  });
}

async function post(options: NoticesOptions, notice: Notice): Promise<{ status?: number; error?: string }> {
  try {
    const answer = await fetch(notice.url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", ...(await options.authenticate(notice)) },
      body: notice.body,
      redirect: "manual",
      signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
    });
    await answer.body?.cancel();
    return { status: answer.status };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
