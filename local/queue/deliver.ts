import type { Dispatcher } from "undici";
import { attempt } from "@/local/queue/attempt";
import { concludeAttempt, concludeDelivered } from "@/local/queue/conclude";
import type { QueueContext } from "@/local/queue/context";
import { type Db, inTransaction } from "@/local/queue/database";
import { addJob } from "@/local/queue/jobs";
import { lockMessage, type MessageRow } from "@/local/queue/messages";
import { fillPlaces, lockQueue, Touched } from "@/local/queue/places";

/** Where a due message must line up before it may be delivered, or null when it may go at once. A queue that is just being paused is waited for. */
async function lineFor(db: Db, message: MessageRow, now: number): Promise<"queued" | "throttled" | null> {
  const { queue } = message;
  if (queue !== null && (message.turn_queue === null || (await lockQueue(db, queue, now)).is_paused)) return "queued";
  return message.flow_key === null ? null : "throttled";
}

async function lineUp(db: Db, message: MessageRow, line: "queued" | "throttled"): Promise<Touched> {
  const gaveUpTurn = line === "queued";
  await db.query(
    `update queue.message set state = $2, turn_queue = case when $3 then null else turn_queue end,
       turn_holder = case when $3 then null else turn_holder end where number = $1`,
    [message.number, line, gaveUpTurn],
  );
  const touched = new Touched();
  touched.add(line === "queued" ? message.queue : null, line === "throttled" ? message.flow_key : null);
  return touched;
}

/** Takes a message that has its place for one attempt, in one statement; null when it has none, or is not there. */
async function claimReady({ workPool, clock }: QueueContext, id: string): Promise<MessageRow | null> {
  const { rows } = await workPool.query<MessageRow>(
    `with message as (update queue.message set state = 'active' where id = $1 and state in ('ready', 'active') returning *),
     told as (insert into queue.event (message_number, state, time) select number, 'ACTIVE', $2 from message)
     select * from message`,
    [id, clock.now()],
  );
  return rows[0] ?? null;
}

/** A delayed message that is due: makes it ready when it may be delivered at once, or puts it where it belongs. Returns whether it is ready. */
async function wake(context: QueueContext, id: string): Promise<boolean> {
  const { clock } = context;
  return inTransaction(context.workPool, async (tx) => {
    const message = await lockMessage(tx, id);
    if (message?.state !== "scheduled") return false;

    if (message.due_at > clock.now()) {
      await addJob(tx, { kind: "deliver", id }, { dueAt: message.due_at, clock });
      return false;
    }
    const line = await lineFor(tx, message, clock.now());
    if (line !== null) {
      await fillPlaces(tx, clock, await lineUp(tx, message, line));
      return false;
    }
    await tx.query("update queue.message set state = 'ready' where number = $1", [message.number]);
    return true;
  });
}

async function claim(context: QueueContext, id: string): Promise<MessageRow | null> {
  const message = await claimReady(context, id);
  return message ?? ((await wake(context, id)) ? claimReady(context, id) : null);
}

/**
 * The delivery job. An attempt runs between two transactions, so a crash at any point leaves either the job or the whole
 * conclusion: the message is delivered at least once and never forgotten.
 */
export async function deliver(context: QueueContext, dispatcher: Dispatcher, id: string): Promise<void> {
  const message = await claim(context, id);
  if (!message) return;

  const answer = await attempt(context, dispatcher, message);
  // Left as it is, active, the message gets a job again when the server next starts.
  if (answer === null) return;
  if (await concludeDelivered(context.workPool, context, { message, answer })) return;
  await inTransaction(context.workPool, (tx) => concludeAttempt(tx, context, { id, answer }));
}
