import type { Records } from "@/local/sandbox/records";

/** Work that falls due as time passes: expiries, renewals. Must be safe to run again. Receives Unix seconds. */
export type DueWork = (nowSeconds: number) => Promise<void>;

export type Clock = {
  nowMs(): number;
  nowSeconds(): number;
  /** How far the sandbox is ahead of the machine. */
  offsetSeconds(): number;
  /** Moves the clock forward and finishes all work that fell due before it resolves. */
  advance(seconds: number): Promise<void>;
  /** Back to the machine's time. */
  reset(): Promise<void>;
  onDue(work: DueWork): void;
  /** Runs what is due now; one run at a time. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
};

const TICK_MS = 1_000;

/**
 * A clock of the sandbox's own. Its offset outlives a restart. Time also passes by itself: due work is looked for
 * every second. Signatures and delivery retries use the machine's time, as the receiver does.
 */
export async function startClock(records: Records): Promise<Clock> {
  let offsetSeconds = await readOffset(records);
  const works: DueWork[] = [];
  let running: Promise<void> = Promise.resolve();

  const nowMs = (): number => Date.now() + offsetSeconds * 1000;
  const nowSeconds = (): number => Math.floor(nowMs() / 1000);
  const runDue = (): Promise<void> => {
    const run = running.then(() => runAll(works, nowSeconds()));
    running = run.catch(() => undefined);
    return run;
  };
  const moveTo = async (seconds: number): Promise<void> => {
    offsetSeconds = seconds;
    await writeOffset(records, seconds);
    await runDue();
  };

  const tick = setInterval(() => runDue().catch((error: unknown) => console.error("sandbox clock:", error)), TICK_MS);
  tick.unref();
  return {
    nowMs,
    nowSeconds,
    offsetSeconds: () => offsetSeconds,
    advance: (seconds) => moveTo(offsetSeconds + seconds),
    reset: () => moveTo(0),
    onDue: (work) => void works.push(work),
    runDue,
    stop: async () => {
      clearInterval(tick);
      await running;
    },
  };
}

async function runAll(works: DueWork[], nowSeconds: number): Promise<void> {
  for (const work of works) await work(nowSeconds);
}

async function readOffset(records: Records): Promise<number> {
  const found = await records.query<{ value: number }>("SELECT value FROM {schema}.settings WHERE name = 'clock_offset_seconds'");
  return found.rows[0]?.value ?? 0;
}

async function writeOffset(records: Records, seconds: number): Promise<void> {
  const upsert = `INSERT INTO {schema}.settings (name, value) VALUES ('clock_offset_seconds', $1)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
  await records.query(upsert, [JSON.stringify(seconds)]);
}
