import { fail, ok, type Result } from "@/lib/core/result";
import type { Clock } from "@/local/queue/clock";
import type { QueueContext } from "@/local/queue/context";
import { type Db, inTransaction } from "@/local/queue/database";
import { addJob, removeJob } from "@/local/queue/jobs";
import { fillPlaces, Touched } from "@/local/queue/places";
import { type AcceptedPublication, accept, type Publication, type PublishFault } from "@/local/queue/publish";
import { nextRunAt, parseCron } from "@/local/queue/rules/cron";
import { isAllowed, isName, parseDestination } from "@/local/queue/rules/destination";
import type { Headers } from "@/local/queue/rules/headers";
import { newScheduleId } from "@/local/queue/rules/ids";
import { parseSettings } from "@/local/queue/rules/settings";

/** A schedule as it is stored: the publish request to repeat, and when. */
export type ScheduleRow = {
  id: string;
  cron: string;
  destination: string;
  headers: Headers;
  body: Buffer;
  queue: string | null;
  caller_ip: string;
  is_paused: boolean;
  created_at: number;
  last_at: number | null;
  next_at: number | null;
  last_message_ids: string[];
};

export type ScheduleFault = PublishFault | "invalid_cron" | "invalid_schedule_id";

const MOST_LISTED = 1000;
/** Longer bodies are left out of lists, which then stay bounded. */
const LISTED_BODY_BYTES = 16_384;

function nextOf(cron: string, afterMs: number): number | null {
  const rule = parseCron(cron, afterMs);
  return rule.ok ? nextRunAt(rule.value, afterMs) : null;
}

async function wakeAt(db: Db, clock: Clock, schedule: { id: string; dueAt: number | null }): Promise<void> {
  if (schedule.dueAt === null) return;
  await addJob(db, { kind: "schedule", id: schedule.id }, { dueAt: schedule.dueAt, clock });
}

function checkSchedule(context: QueueContext, publication: Publication): Result<undefined, ScheduleFault> {
  const { headers, destination, queue } = publication;
  if (!parseCron(headers["upstash-cron"] ?? "", context.clock.now()).ok) return fail("invalid_cron");
  if (!isName(headers["upstash-schedule-id"] ?? "generated")) return fail("invalid_schedule_id");
  if (queue !== null && !isName(queue)) return fail("invalid_queue");
  const settings = parseSettings(headers);
  if (!settings.ok) return settings;
  const target = parseDestination(destination);
  if (!target.ok) return target;

  const { callback, failureCallback } = settings.value;
  const addresses = [target.value.kind === "url" ? target.value.url : undefined, callback?.url, failureCallback?.url];
  return addresses.every((url) => url === undefined || isAllowed(url, context.allowed)) ? ok() : fail("forbidden_destination");
}

/**
 * Creates the schedule, or overwrites the one of the same `Upstash-Schedule-Id`. Returns its id. Fails, having changed
 * nothing, with the reason it is refused. A URL group need not exist yet: it is looked up each time.
 */
export async function createSchedule(db: Db, context: QueueContext, publication: Publication): Promise<Result<string, ScheduleFault>> {
  const checked = checkSchedule(context, publication);
  if (!checked.ok) return checked;

  const { clock } = context;
  const now = clock.now();
  const { destination, headers, body, queue, callerIp } = publication;
  const id = headers["upstash-schedule-id"] ?? newScheduleId();
  const cron = headers["upstash-cron"] ?? "";
  const dueAt = nextOf(cron, now);
  await db.query(
    `insert into queue.schedule (id, cron, destination, headers, body, queue, caller_ip, created_at, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set cron = $2, destination = $3, headers = $4, body = $5, queue = $6, caller_ip = $7, next_at = $9, is_paused = false`,
    [id, cron, destination, JSON.stringify(headers), body, queue, callerIp, now, dueAt],
  );
  await wakeAt(db, clock, { id, dueAt });
  return ok(id);
}

/** The schedule, or null. */
export async function findSchedule(db: Db, id: string): Promise<ScheduleRow | null> {
  const { rows } = await db.query<ScheduleRow>("select * from queue.schedule where id = $1", [id]);
  return rows[0] ?? null;
}

/** The first thousand schedules, oldest first. */
export async function listSchedules(db: Db): Promise<ScheduleRow[]> {
  const { rows } = await db.query<ScheduleRow>(
    `select id, cron, destination, headers, queue, caller_ip, is_paused, created_at, last_at, next_at, last_message_ids,
       case when length(body) <= ${LISTED_BODY_BYTES} then body else ''::bytea end as body
     from queue.schedule order by created_at, id limit ${MOST_LISTED}`,
  );
  return rows;
}

/** Deletes the schedule, if it is there. Messages it has made stay. */
export async function deleteSchedule(db: Db, id: string): Promise<void> {
  await db.query("delete from queue.schedule where id = $1", [id]);
  await removeJob(db, { kind: "schedule", id });
}

/** Stops or resumes a schedule; times missed while paused are not made up. Returns false when there is no such schedule. */
export async function setSchedulePaused(db: Db, clock: Clock, schedule: { id: string; isPaused: boolean }): Promise<boolean> {
  const found = await findSchedule(db, schedule.id);
  if (!found) return false;

  const dueAt = schedule.isPaused ? null : nextOf(found.cron, clock.now());
  await db.query("update queue.schedule set is_paused = $2, next_at = $3 where id = $1", [schedule.id, schedule.isPaused, dueAt]);
  if (schedule.isPaused) await removeJob(db, { kind: "schedule", id: schedule.id });
  else await wakeAt(db, clock, { id: schedule.id, dueAt });
  return true;
}

function idsOf(publication: AcceptedPublication): string[] {
  return publication.kind === "url" ? [publication.message.messageId] : publication.messages.map((message) => message.messageId);
}

/** Runs are not duplicates of each other, however short their distance: a schedule's identity is its id, and its deduplication headers say nothing of runs. */
function runHeaders(headers: Headers): Headers {
  const { "upstash-deduplication-id": _id, "upstash-content-based-deduplication": _content, ...kept } = headers;
  return kept;
}

async function publishOnce(db: Db, context: QueueContext, schedule: ScheduleRow): Promise<string[]> {
  const { destination, headers, body, queue, id, caller_ip: callerIp } = schedule;
  const touched = new Touched();
  const publication = { destination, headers: runHeaders(headers), body, queue, scheduleId: id, callerIp };
  const accepted = await accept(db, context, { publications: [publication], touched });
  await fillPlaces(db, context.clock, touched);
  if (accepted.ok) return accepted.value.flatMap(idsOf);

  console.error(`queue: schedule ${id} made no message: ${accepted.code}`);
  return [];
}

/**
 * The schedule job: makes the messages of one run and plans the next, in one transaction, so that a run is neither lost nor
 * doubled by a crash. Runs missed while the server was down count as one.
 */
export async function runSchedule(context: QueueContext, id: string): Promise<void> {
  const { clock } = context;
  await inTransaction(context.pool, async (tx) => {
    const { rows } = await tx.query<ScheduleRow>("select * from queue.schedule where id = $1 for update", [id]);
    const [schedule] = rows;
    if (!schedule || schedule.is_paused || schedule.next_at === null) return;
    const now = clock.now();
    if (schedule.next_at > now) return wakeAt(tx, clock, { id, dueAt: schedule.next_at });

    const messageIds = await publishOnce(tx, context, schedule);
    const dueAt = nextOf(schedule.cron, now);
    await tx.query("update queue.schedule set last_at = $2, next_at = $3, last_message_ids = $4 where id = $1", [
      id,
      now,
      dueAt,
      messageIds,
    ]);
    await wakeAt(tx, clock, { id, dueAt });
  });
}
