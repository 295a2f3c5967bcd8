import { type Clock, machineTime } from "@/local/queue/clock";
import { type Db, JOBS_SCHEMA } from "@/local/queue/database";

/** A job is given up only by us: the library's own limit on attempts is set out of reach. */
const ATTEMPTS = 32_767;

/** What a job is about: a message to deliver, a schedule to run, or a flow-control key whose next window opens. */
export type Subject = { kind: "deliver" | "schedule" | "flow"; id: string };

/** SQL that adds the delivery job of the message whose id is in column `id`, to run at once. One job per message. */
export const ADD_DELIVERY_NOW = `${JOBS_SCHEMA}.add_job('deliver', json_build_object('id', id), job_key => 'deliver:' || id, max_attempts => ${ATTEMPTS})`;

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
