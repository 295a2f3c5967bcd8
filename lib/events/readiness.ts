import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { horizonSeconds } from "./claim";

/** Events are published within a second; waiting longer than this means that publishing fails. */
const lateSeconds = 120;

export type Readiness = {
  database: "up" | "down";
  queue: "up" | "down";
  /** Age of the oldest event that waits to be published and could be, in seconds; null when none does. */
  oldestEventSeconds: number | null;
  status: "ready" | "degraded" | "down";
};

/** Asks the database and the queue, each within two seconds. Never throws. */
export async function readReadiness(): Promise<Readiness> {
  const [oldest, queue] = await Promise.all([oldestEvent(), queueAnswers()]);
  const database = oldest === "down" ? "down" : "up";
  const oldestEventSeconds = oldest === "down" ? null : oldest;
  const isLate = oldestEventSeconds !== null && oldestEventSeconds > lateSeconds;
  const status = database === "down" ? "down" : queue === "down" || isLate ? "degraded" : "ready";
  return { database, queue, oldestEventSeconds, status };
}

async function oldestEvent(): Promise<number | null | "down"> {
  try {
    const rows = await withPlatform(
      (tx) => tx.$queryRaw<{ seconds: number | null }[]>`
        select extract(epoch from now() - min(due_at))::float8 as seconds from (
          select greatest(created_at, not_before - make_interval(secs => ${horizonSeconds})) as due_at
          from outbox_event where published_at is null) as waiting where due_at <= now()`,
    );
    const seconds = rows[0]?.seconds ?? null;
    return seconds === null ? null : Math.round(seconds);
  } catch {
    return "down";
  }
}

async function queueAnswers(): Promise<"up" | "down"> {
  try {
    const answer = await fetch(new URL("/v2/schedules", env().QSTASH_URL), {
      headers: { authorization: `Bearer ${env().QSTASH_TOKEN}` },
      signal: AbortSignal.timeout(2000),
      cache: "no-store",
    });
    return answer.ok ? "up" : "down";
  } catch {
    return "down";
  }
}
