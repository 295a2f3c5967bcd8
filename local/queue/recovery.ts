import { makeWorkerUtils } from "graphile-worker";
import type { Clock } from "@/local/queue/clock";
import type { QueueContext } from "@/local/queue/context";
import { type Db, inTransaction, JOBS_SCHEMA } from "@/local/queue/database";
import { refillFlow } from "@/local/queue/flow-keys";
import { ADD_DELIVERY_NOW, addJob } from "@/local/queue/jobs";
import { quietLogger } from "@/local/queue/logging";

/** Messages that should have a job: those an attempt of a dead server left behind, and (never seen) any whose job is missing. */
const UNATTENDED = `select id from queue.message as message where state = 'active' and finished_at is null
  union all
  select id from queue.message as message where state in ('scheduled', 'ready') and finished_at is null
    and not exists (select 1 from ${JOBS_SCHEMA}.jobs where key = 'deliver:' || message.id and attempts < max_attempts)`;

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

async function refillFlows(db: Db, clock: Clock): Promise<void> {
  const { rows } = await db.query<{ key: string }>(
    "select key from queue.flow as flow where exists (select 1 from queue.message where flow_key = flow.key and state = 'throttled') order by key",
  );
  for (const { key } of rows) await refillFlow(db, clock, key);
}

/** Takes over from a server that was killed: every message that it had accepted and not concluded gets its job back. */
export async function recover(context: QueueContext): Promise<void> {
  await freeHeldJobs(context);
  await context.pool.query(`select count(${ADD_DELIVERY_NOW}) from (${UNATTENDED}) as unattended`);
  await wakeDue(context);
}

/** Wakes whatever the server's clock says is due. Needed when that clock jumps, and after a stop. */
export async function wakeDue(context: QueueContext): Promise<void> {
  const { clock } = context;
  await inTransaction(context.pool, async (tx) => {
    const now = clock.now();
    await tx.query(
      `select count(${ADD_DELIVERY_NOW}) from queue.message where state = 'scheduled' and finished_at is null and due_at <= $1`,
      [now],
    );
    const { rows } = await tx.query<{ id: string }>("select id from queue.schedule where not is_paused and next_at <= $1", [now]);
    for (const { id } of rows) await addJob(tx, { kind: "schedule", id }, { dueAt: now, clock });
    await refillFlows(tx, clock);
  });
}
