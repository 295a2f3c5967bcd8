import { callbackDrafts } from "@/local/queue/callbacks";
import { aheadMs } from "@/local/queue/clock";
import type { QueueContext } from "@/local/queue/context";
import type { Db } from "@/local/queue/database";
import { recordEvent } from "@/local/queue/events";
import { addJob } from "@/local/queue/jobs";
import { insertMessages, lockMessage, type MessageRow } from "@/local/queue/messages";
import { fillFlow, fillPlaces, Touched } from "@/local/queue/places";
import { canonicalName } from "@/local/queue/rules/headers";
import { deadLetterId } from "@/local/queue/rules/ids";
import { type Answer, decideOutcome, isSuccess, type Outcome } from "@/local/queue/rules/outcome";

/** How much of an answer's body the dead letter keeps, and its log entry shows. */
const KEPT_BODY_BYTES = 65_536;
const SHOWN_BODY_BYTES = 4096;

type Conclusion = { message: MessageRow; answer: Answer; now: number };

function statusOf(answer: Answer): number {
  return answer.kind === "response" ? answer.status : 0;
}

function headersOf(answer: Answer): Record<string, string[]> {
  if (answer.kind === "error") return {};
  return Object.fromEntries(Object.entries(answer.headers).map(([name, values]) => [canonicalName(name), values]));
}

function bodyOf(answer: Answer): Buffer {
  return answer.kind === "response" ? answer.body.subarray(0, KEPT_BODY_BYTES) : Buffer.from(answer.error);
}

function shownBodyOf(answer: Answer): string {
  return bodyOf(answer).subarray(0, SHOWN_BODY_BYTES).toString("utf8").replaceAll("\0", "");
}

function errorOf(answer: Answer): string {
  return answer.kind === "error" ? answer.error : `The destination answered ${answer.status}.`;
}

async function tellOf(db: Db, { message, answer, now }: Conclusion, state: "DELIVERED" | "ERROR" | "FAILED"): Promise<void> {
  await recordEvent(db, {
    messageNumber: message.number,
    state,
    time: now,
    ...(state === "DELIVERED" ? {} : { error: errorOf(answer) }),
    response: { status: statusOf(answer), headers: headersOf(answer), body: shownBodyOf(answer) },
  });
}

/**
 * The same for what most attempts come to, in one statement: the message was delivered, has no callback and holds no turn in a queue.
 * False when this attempt is not of that kind; nothing was written then.
 */
export async function concludeDelivered(
  db: Db,
  context: QueueContext,
  { message, answer }: { message: MessageRow; answer: Answer },
): Promise<boolean> {
  const isPlain = message.turn_queue === null && message.settings.callback === null;
  if (!isPlain || !isSuccess(answer)) return false;
  const now = context.clock.now();
  await db.query(
    `with message as (update queue.message set state = 'delivered', finished_at = $1 where number = $3 and state = 'active' returning number, flow_key),
     told as (insert into queue.event (message_number, state, time, response_status, response_headers, response_body)
       select number, 'DELIVERED', $1, $4, $5, $6 from message)
     select ${fillFlow} from message where flow_key is not null`,
    [now, aheadMs(context.clock), message.number, statusOf(answer), JSON.stringify(headersOf(answer)), shownBodyOf(answer)],
  );
  return true;
}

async function finish(db: Db, message: MessageRow, end: { state: "delivered" | "failed" | "cancelled"; now: number }): Promise<void> {
  await db.query("update queue.message set state = $2, finished_at = $3, turn_queue = null, turn_holder = null where number = $1", [
    message.number,
    end.state,
    end.now,
  ]);
}

async function retry(db: Db, context: QueueContext, concluded: Conclusion & { waitMs: number }): Promise<void> {
  const { message, now } = concluded;
  const dueAt = now + Math.round(concluded.waitMs * context.backoffScale);
  await tellOf(db, concluded, "ERROR");
  await recordEvent(db, { messageNumber: message.number, state: "RETRY", time: now, nextDeliveryAt: dueAt });
  await db.query("update queue.message set state = 'scheduled', retried = retried + 1, due_at = $2 where number = $1", [
    message.number,
    dueAt,
  ]);
  await addJob(db, { kind: "deliver", id: message.id }, { dueAt, clock: context.clock });
}

async function bury(db: Db, concluded: Conclusion, dlqId: string): Promise<void> {
  const { message, answer, now } = concluded;
  await tellOf(db, concluded, "ERROR");
  await tellOf(db, concluded, "FAILED");
  await finish(db, message, { state: "failed", now });
  await db.query(
    "update queue.message set dlq_id = $2, response_status = $3, response_headers = $4, response_body = $5 where number = $1",
    [message.number, dlqId, statusOf(answer), JSON.stringify(headersOf(answer)), bodyOf(answer)],
  );
}

async function apply(db: Db, context: QueueContext, concluded: Conclusion & { outcome: Outcome; dlqId: string | null }): Promise<void> {
  const { message, now, outcome, dlqId } = concluded;
  if (outcome.kind === "delivered") {
    await tellOf(db, concluded, "DELIVERED");
    await finish(db, message, { state: "delivered", now });
  } else if (message.is_cancel_requested) {
    await tellOf(db, concluded, "ERROR");
    await recordEvent(db, { messageNumber: message.number, state: "CANCELLED", time: now });
    await finish(db, message, { state: "cancelled", now });
  } else if (outcome.kind === "retry") await retry(db, context, { ...concluded, waitMs: outcome.waitMs });
  else if (dlqId !== null) await bury(db, concluded, dlqId);
}

/**
 * Writes what came of an attempt: delivered, retried later, failed into the dead letters, or cancelled meanwhile; with its
 * events, its callbacks, and the places that it frees. Does nothing when the message is no longer being attempted.
 */
export async function concludeAttempt(db: Db, context: QueueContext, attempted: { id: string; answer: Answer }): Promise<void> {
  const { answer } = attempted;
  const { clock } = context;
  const message = await lockMessage(db, attempted.id);
  if (message?.state !== "active") return;

  const now = clock.now();
  const { maxRetries, retryDelay } = message.settings;
  const outcome = decideOutcome({ answer, retried: message.retried, maxRetries, retryDelay, nowMs: now });
  const isDead = outcome.kind === "failed" && !message.is_cancel_requested;
  const dlqId = isDead ? deadLetterId(now, message.number) : null;
  await apply(db, context, { message, answer, now, outcome, dlqId });

  const touched = new Touched();
  const messages = callbackDrafts({ message, answer, dlqId, now }).map((draft) => ({ draft }));
  await insertMessages(db, clock, { messages, touched });
  touched.add(message.turn_queue, message.flow_key);
  await fillPlaces(db, clock, touched);
}
