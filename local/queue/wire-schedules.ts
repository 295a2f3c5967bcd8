import type { Db } from "@/local/queue/database";
import { shownBody, shownHeaders } from "@/local/queue/rules/redaction";
import { parseSettings } from "@/local/queue/rules/settings";
import type { ScheduleRow } from "@/local/queue/schedules";
import { shownLabels, withoutNulls } from "@/local/queue/wire";

/** How the messages of a schedule's last run stand, by message id. */
type LastStates = Record<string, "IN_PROGRESS" | "SUCCESS" | "FAIL">;

async function lastStates(db: Db, ids: string[]): Promise<LastStates> {
  const { rows } = await db.query<{ id: string; state: string }>("select id, state from queue.message where id = any($1)", [ids]);
  const entries = rows.map(({ id, state }): [string, LastStates[string]] => {
    if (state === "delivered") return [id, "SUCCESS"];
    return [id, state === "failed" || state === "cancelled" ? "FAIL" : "IN_PROGRESS"];
  });
  return Object.fromEntries(entries);
}

/** Schedules as `GET /v2/schedules` shows them, redacted as their creator asked. */
export async function toWireSchedules(db: Db, schedules: ScheduleRow[]): Promise<Record<string, unknown>[]> {
  const states = await lastStates(
    db,
    schedules.flatMap((schedule) => schedule.last_message_ids),
  );
  return schedules.map((schedule) => toWireSchedule(schedule, states));
}

function toWireSchedule(schedule: ScheduleRow, states: LastStates): Record<string, unknown> {
  const parsed = parseSettings(schedule.headers);
  if (!parsed.ok) throw new Error(`The settings of schedule ${schedule.id} were accepted but cannot be read: ${parsed.code}`);

  const settings = parsed.value;
  const flow = settings.flowControl;
  const known = schedule.last_message_ids.filter((id) => id in states).map((id) => [id, states[id]]);
  return withoutNulls({
    scheduleId: schedule.id,
    cron: schedule.cron,
    destination: schedule.destination,
    createdAt: schedule.created_at,
    method: settings.method,
    header: shownHeaders(settings.headers, settings.redaction),
    ...shownBody(schedule.body, settings.redaction),
    retries: settings.maxRetries,
    delay: settings.delayMs === null ? null : settings.delayMs / 1000,
    callback: settings.callback?.url,
    failureCallback: settings.failureCallback?.url,
    callerIP: schedule.caller_ip,
    isPaused: schedule.is_paused,
    queueName: schedule.queue,
    flowControlKey: flow?.key,
    parallelism: flow?.parallelism,
    rate: flow?.rate,
    period: flow ? flow.periodMs / 1000 : null,
    retryDelayExpression: settings.retryDelay,
    ...shownLabels(settings.labels),
    lastScheduleTime: schedule.last_at,
    nextScheduleTime: schedule.next_at,
    lastScheduleStates: schedule.last_at === null ? null : Object.fromEntries(known),
  });
}
