import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { horizonSeconds } from "./claim";
import { sweepMark } from "./marks";

/** Events are published within a second; waiting longer than this means that publishing fails. */
const lateSeconds = 120;
/** The sweep comes each minute; longer ago than this means that the queue's schedules are not set up or do not arrive. */
const lateSweepSeconds = 300;
const answerMs = 2000;

export type Readiness = {
  database: "up" | "down";
  queue: "up" | "down";
  /** Age of the oldest event that waits to be published and could be, in seconds; null when none does. */
  oldestEventSeconds: number | null;
  /** How long ago a sweep came to its end, in seconds; null when none ever did. */
  lastSweepSeconds: number | null;
  status: "ready" | "degraded" | "down";
};

type Ages = Pick<Readiness, "oldestEventSeconds" | "lastSweepSeconds">;
const unknownAges: Ages = { oldestEventSeconds: null, lastSweepSeconds: null };

/** Asks the database and the queue, each within two seconds. Never throws. */
export async function readReadiness(): Promise<Readiness> {
  const [ages, queue] = await Promise.all([inTime(readAges()), queueAnswers()]);
  if (ages === "down") return { database: "down", queue, ...unknownAges, status: "down" };
  return { database: "up", queue, ...ages, status: queue === "down" || isLate(ages) ? "degraded" : "ready" };
}

function isLate({ oldestEventSeconds, lastSweepSeconds }: Ages): boolean {
  return (oldestEventSeconds ?? 0) > lateSeconds || (lastSweepSeconds ?? 0) > lateSweepSeconds;
}

async function inTime(asked: Promise<Ages>): Promise<Ages | "down"> {
  const { promise: late, resolve } = Promise.withResolvers<"down">();
  const timer = setTimeout(() => resolve("down"), answerMs);
  return Promise.race([asked.catch(() => "down" as const), late]).finally(() => clearTimeout(timer));
}

async function readAges(): Promise<Ages> {
  const { consumer, eventId } = sweepMark;
  const [ages] = await withPlatform(
    (tx) => tx.$queryRaw<Ages[]>`
      select
        (select round(extract(epoch from now() - min(due_at)))::float8 from (
          select greatest(created_at, not_before - make_interval(secs => ${horizonSeconds})) as due_at
          from outbox_event where published_at is null) as waiting where due_at <= now()) as "oldestEventSeconds",
        (select round(extract(epoch from now() - processed_at))::float8 from processed_event
          where consumer = ${consumer} and event_id = ${eventId}) as "lastSweepSeconds"`,
  );
  return ages ?? unknownAges;
}

async function queueAnswers(): Promise<"up" | "down"> {
  try {
    const answer = await fetch(new URL("/v2/schedules", env().QSTASH_URL), {
      headers: { authorization: `Bearer ${env().QSTASH_TOKEN}` },
      signal: AbortSignal.timeout(answerMs),
      cache: "no-store",
    });
    return answer.ok ? "up" : "down";
  } catch {
    return "down";
  }
}
