import type { Records } from "@/local/sandbox/records";
import { carryOut } from "./changes";
import type { Library } from "./library";
import { type Change, kinds, type Task } from "./model";

export type Tasks = {
  /** Accepts a change; it is seen by searches once it is published. Returns its id. */
  add(indexName: string, change: Change): Promise<number>;
  isPublished(id: number): boolean;
  /** How long changes wait before they are published, from now on. */
  wait(ms: number): void;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
  /** Leaves what waits for the next start. */
  stop(): Promise<void>;
};

/**
 * Changes are accepted at once, kept, and carried out one after the other a little later, as the vendor does: who does not wait
 * for the task searches what was there before.
 */
export async function startTasks({
  records,
  library,
  publishAfterMs,
}: {
  records: Records;
  library: Library;
  publishAfterMs: number;
}): Promise<Tasks> {
  const waiting = new Set<number>();
  const timers = new AbortController();
  let waitMs = publishAfterMs;
  let last = await lastId(records);
  let chain: Promise<void> = Promise.resolve();

  const publish = async (task: Task): Promise<void> => {
    await pause(waitMs, timers.signal);
    if (timers.signal.aborted) return;
    await records.transaction(async (session) => {
      await carryOut(library, session, task);
      await session.in("").remove(kinds.task, String(task.id));
      await session.query(keepLast, [JSON.stringify(task.id)]);
    });
    waiting.delete(task.id);
  };
  const enqueue = (task: Task): void => {
    waiting.add(task.id);
    chain = chain.then(() => publish(task)).catch((error: unknown) => console.error("algolia task:", error));
  };
  for (const task of await records.in("").list(kinds.task, { limit: 1000, order: "oldest" })) enqueue(task);
  return {
    add: async (indexName, change) => {
      last = Math.max(last + 1, Date.now());
      const task: Task = { id: last, indexName, change };
      await records.in("").put(kinds.task, String(task.id), task);
      enqueue(task);
      return task.id;
    },
    isPublished: (id) => id <= last && !waiting.has(id),
    wait: (ms) => {
      waitMs = ms;
    },
    idle: () => chain,
    stop: async () => {
      timers.abort();
      await chain;
    },
  };
}

const keepLast = `INSERT INTO {schema}.settings (name, value) VALUES ('last_task', $1)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value`;

async function lastId(records: Records): Promise<number> {
  const found = await records.query<{ value: number }>("SELECT value FROM {schema}.settings WHERE name = 'last_task'");
  return found.rows[0]?.value ?? 0;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
