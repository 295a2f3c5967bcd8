import { type Runner, run, type TaskList } from "graphile-worker";
import type { Dispatcher } from "undici";
import { z } from "zod";
import type { QueueContext } from "@/local/queue/context";
import { inTransaction, JOBS_SCHEMA } from "@/local/queue/database";
import { deliver } from "@/local/queue/deliver";
import { refillFlow } from "@/local/queue/flow-keys";
import { keepHouse } from "@/local/queue/housekeeping";
import { quietLogger } from "@/local/queue/logging";
import { runSchedule } from "@/local/queue/schedules";

const subject = z.object({ id: z.string() });

/** How late a delayed message may be woken. New ones are announced by the database and do not wait for it. */
const POLL_MS = 250;

function taskList(context: QueueContext, dispatcher: Dispatcher): TaskList {
  return {
    deliver: (payload) => deliver(context, dispatcher, subject.parse(payload).id),
    schedule: (payload) => runSchedule(context, subject.parse(payload).id),
    flow: (payload) => inTransaction(context.pool, (tx) => refillFlow(tx, context.clock, subject.parse(payload).id)),
    housekeeping: () => keepHouse(context),
  };
}

/** Starts working off jobs, `concurrency` at a time. Jobs are fetched in one query for all of them. */
export async function startWorker(context: QueueContext, dispatcher: Dispatcher): Promise<Runner> {
  return run({
    pgPool: context.workPool,
    taskList: taskList(context, dispatcher),
    crontab: "*/10 * * * * housekeeping",
    noHandleSignals: true,
    logger: quietLogger,
    preset: {
      worker: {
        schema: JOBS_SCHEMA,
        concurrentJobs: context.concurrency,
        pollInterval: POLL_MS,
        useNodeTime: true,
        localQueue: { size: context.concurrency },
        // Jobs that end in the same turn are removed by one statement.
        completeJobBatchDelay: 0,
      },
    },
  });
}
