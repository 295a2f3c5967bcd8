import { makeWorkerUtils } from "graphile-worker";
import { machineTime } from "@/local/queue/clock";
import type { QueueContext } from "@/local/queue/context";
import { type Db, inTransaction, JOBS_SCHEMA } from "@/local/queue/database";
import { addDeliveries, addJob } from "@/local/queue/jobs";
import { quietLogger } from "@/local/queue/logging";
import { fillPlaces, Touched } from "@/local/queue/places";

const BATCH = 5000;

/** What a dead server was delivering. */
const INTERRUPTED = "select id from queue.message where state = 'active' and finished_at is null";

/** Those of a paused queue or key among them go back to where it holds its messages: a server that starts ends no pause. */
const BACK_TO_QUEUE = `update queue.message set state = 'queued', turn_queue = null, turn_holder = null
  where state = 'active' and finished_at is null and queue in (select name from queue.queue where is_paused)`;
const BACK_TO_KEY = `update queue.message set state = 'throttled'
  where state = 'active' and finished_at is null and flow_key in (select key from queue.flow where is_paused)`;

/** Messages without the job that they should have. Acceptance writes both together, so this finds none; it costs little to look. */
const UNATTENDED = `select id, due_at from queue.message as message where state in ('scheduled', 'ready') and finished_at is null
  and not exists (select 1 from ${JOBS_SCHEMA}.jobs where key = 'deliver:' || message.id and attempts < max_attempts) limit ${BATCH}`;

/** Messages whose time has come, after a given one. */
const DUE = `select number, id from queue.message where state = 'scheduled' and finished_at is null and due_at <= $1 and number > $2
  order by number limit ${BATCH}`;

/** Frees the jobs that a killed server held. Only safe for the one server that has claimed the database. */
async function freeHeldJobs(context: QueueContext): Promise<void> {
  const { rows } = await context.pool.query<{ holder: string }>(
    `select distinct locked_by as holder from ${JOBS_SCHEMA}.jobs where locked_by is not null`,
  );
  const utils = await makeWorkerUtils({ pgPool: context.pool, schema: JOBS_SCHEMA, logger: quietLogger });
  await utils.forceUnlockWorkers(rows.map((row) => row.holder));
  await utils.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS"] });
  await utils.release();
}

/** Every queue and key that messages wait for. */
async function everyLine(db: Db): Promise<Touched> {
  const touched = new Touched();
  const queues = await db.query<{ name: string }>(
    "select name from queue.queue as line where exists (select 1 from queue.message where queue = line.name and state = 'queued')",
  );
  for (const { name } of queues.rows) touched.add(name, null);
  const flows = await db.query<{ key: string }>(
    "select key from queue.flow as line where exists (select 1 from queue.message where flow_key = line.key and state = 'throttled')",
  );
  for (const { key } of flows.rows) touched.add(null, key);
  return touched;
}

async function addMissingJobs({ pool, clock }: QueueContext): Promise<void> {
  const jobs = addDeliveries("unattended", "to_timestamp((due_at + $1::bigint) / 1000.0)");
  for (let found = BATCH; found === BATCH; ) {
    const aheadMs = machineTime(clock, clock.now()).getTime() - clock.now();
    const { rows } = await pool.query<{ found: number }>(`with unattended as (${UNATTENDED}) select count(*) as found from ${jobs}`, [
      aheadMs,
    ]);
    found = rows[0]?.found ?? 0;
  }
}

/** Takes over from a server that was killed: every message that it had accepted and not concluded gets its job back. */
export async function recover(context: QueueContext): Promise<void> {
  await freeHeldJobs(context);
  await context.pool.query(BACK_TO_QUEUE);
  await context.pool.query(BACK_TO_KEY);
  await context.pool.query(`with interrupted as (${INTERRUPTED}) select count(*) from ${addDeliveries("interrupted")}`);
  await addMissingJobs(context);
  await wakeDue(context);
}

async function wakeDueMessages({ pool, clock }: QueueContext): Promise<void> {
  const now = clock.now();
  for (let last: number | null = 0; last !== null; ) {
    const { rows }: { rows: { last: number | null }[] } = await pool.query(
      `with due as (${DUE}), woken as (select count(*) from ${addDeliveries("due")}) select max(number) as last from due, woken`,
      [now, last],
    );
    last = rows[0]?.last ?? null;
  }
}

/** Wakes whatever the server's clock says is due. Needed when that clock jumps, and after a stop. */
export async function wakeDue(context: QueueContext): Promise<void> {
  const { clock } = context;
  await wakeDueMessages(context);
  await inTransaction(context.pool, async (tx) => {
    const now = clock.now();
    const { rows } = await tx.query<{ id: string }>("select id from queue.schedule where not is_paused and next_at <= $1", [now]);
    for (const { id } of rows) await addJob(tx, { kind: "schedule", id }, { dueAt: now, clock });
    await fillPlaces(tx, clock, await everyLine(tx));
  });
}
