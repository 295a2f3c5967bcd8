import pg from "pg";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { replayDeadLetters } from "@/lib/events/resolve-letters";
import { undone } from "./checks";
import { type Log, lookAfter, type Stage } from "./people";

/** A claim of a killed publisher ends after thirty seconds; without any progress for twice that and what it then takes, something hangs. */
const patienceMs = 120_000;
const soonMs = 5000;
const lookAgainMs = 500;

export type Rest = {
  /** Null when it came to a stand with work left. */
  drainedSeconds: number | null;
  replayed: number;
  /** What is left then, in words. */
  left: string;
  /** Timers up to then are done. Those of later may be under way. */
  until: Date;
};

/**
 * Waits until all is done that people brought about, and what follows from it. Timers of orders (polls, ends of holds) come due all the
 * time: those that do after people had nothing more to do are no part of it, or a slow machine would never be at rest. Dead letters are replayed as a person would;
 * shoppers look at their open orders. Gives up when there is no progress, not when there is much to do.
 */
export async function comeToRest(stage: Stage, log: Log): Promise<Rest> {
  const startedAt = Date.now();
  let until = new Date();
  let replayed = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let progressAt = Date.now(); ; ) {
    const replays = await replayAll();
    replayed += replays;
    const unpaid = await lookAfter(stage, log);
    if (unpaid + replays > 0) until = new Date();
    const left = { unpaid, replays, ...(await readLeft(stage, until)) };
    const count = unpaid + replays + left.waiting + left.undone.length + left.underWay;
    if (count === 0) return { drainedSeconds: Math.round((Date.now() - startedAt) / 1000), replayed, left: "nothing", until };
    if (count < fewest) {
      fewest = count;
      progressAt = Date.now();
    }
    if (Date.now() - progressAt > patienceMs) return { drainedSeconds: null, replayed, left: told(left), until };
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

type Left = { unpaid: number; replays: number; waiting: number; undone: { found: string }[]; underWay: number };

async function readLeft({ world }: Stage, until: Date): Promise<Omit<Left, "unpaid" | "replays">> {
  const waiting = await withPlatform(
    (tx) => tx.$queryRaw<{ count: number }[]>`
      select count(*)::int from outbox_event
      where published_at is null and (not_before is null or not_before < ${until})`,
  );
  return { waiting: waiting[0]?.count ?? 0, undone: await undone(world.store.id, until), underWay: await countUnderWay(until) };
}

function told({ unpaid, replays, waiting, undone, underWay }: Left): string {
  const kinds = [...new Set(undone.map(({ found }) => found))].join(", ");
  const people = `${unpaid} payments are open, ${replays} dead letters were replayed just now`;
  return `${people}, ${waiting} events wait, ${undone.length} deliveries are not done (${kinds}), ${underWay} messages are under way`;
}

/** Messages accepted until then that are to be delivered now, or again within seconds: a repeated one has been repeated. A mail that was done waits minutes for that. */
async function countUnderWay(until: Date): Promise<number> {
  const client = new pg.Client({ connectionString: process.env.LOCAL_DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int from queue.message where finished_at is null and url not like '%/sweep' and created_at <= $1
       and (state <> 'scheduled' or retried > 0) and due_at < $1 + $2`,
      [until.getTime(), soonMs],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

async function replayAll(): Promise<number> {
  const filter = { consumers: [], causes: [], since: null, until: null };
  const actor = { id: newId(), kind: "operator" as const };
  const done = await replayDeadLetters({ actor, storeId: null, filter }, async () => "nothing_to_ask").catch(() => null);
  return done?.ok ? done.value.replayed : 0;
}
