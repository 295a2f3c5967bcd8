import { type Clock, machineTime } from "@/local/queue/clock";
import { type Db, JOBS_SCHEMA } from "@/local/queue/database";

/** A job is given up only by us: the library's own limit on attempts is set out of reach. */
const ATTEMPTS = 32_767;

/** What a job is about: a message to deliver, a schedule to run, or a flow-control key whose next window opens. */
export type Subject = { kind: "deliver" | "schedule" | "flow"; id: string };

/**
 * SQL that adds the delivery jobs of all messages whose `id` is in `relation`, and yields a row for each. They run at once, or
 * at the time that the SQL `runAt` gives. One call for all of them: the library's function for a single job is far slower in bulk.
 */
export function addDeliveries(relation: string, runAt = "null"): string {
  const spec = `('deliver', json_build_object('id', id), null, ${runAt}, ${ATTEMPTS}, 'deliver:' || id, null, null)::${JOBS_SCHEMA}.job_spec`;
  return `${JOBS_SCHEMA}.add_jobs((select array_agg(${spec}) from ${relation}))`;
}

/** The key that makes a subject's job the only one of its kind. */
function keyOf({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

/** Adds, or moves, the one job for this subject, to run when the server's clock reaches `dueAt`. */
export async function addJob(db: Db, subject: Subject, when: { dueAt: number; clock: Clock }): Promise<void> {
  await db.query(`select ${JOBS_SCHEMA}.add_job($1, $2, run_at => $3, job_key => $4, max_attempts => ${ATTEMPTS})`, [
    subject.kind,
    JSON.stringify({ id: subject.id }),
    machineTime(when.clock, when.dueAt),
    keyOf(subject),
  ]);
}

/** Removes a job that has not started. One that has will find nothing to do. */
export async function removeJob(db: Db, subject: Subject): Promise<void> {
  await db.query(`select ${JOBS_SCHEMA}.remove_job($1)`, [keyOf(subject)]);
}
