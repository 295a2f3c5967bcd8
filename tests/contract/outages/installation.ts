import getPort from "get-port";
import { z } from "zod";
import { doorOf } from "@/lib/events/queue";
import type { ConsumerName } from "@/lib/events/routes";
import { type Application, application } from "@/tests/contract/outages/application";
import { CURRENT_KEY, clientOf, NEXT_KEY, openDatabase, TOKEN } from "@/tests/contract/queue/harness";
import { startQueueProcess } from "@/tests/contract/queue/process";

/** Generous: a slow machine starts a queue in seconds, and waits for its back-off. */
export const patience = { timeout: 60_000, interval: 200 };

export type Installation = {
  app: Application;
  /** A process of its own. What it accepted is in its database, wherever it runs next. */
  queue: {
    /** @param backoffScale multiplies the waits between tries */
    start(backoffScale?: number): Promise<void>;
    kill(): Promise<void>;
    /** While it is down: the outage has outlasted the next time of this schedule. */
    missSchedule(id: string): Promise<void>;
  };
  /** What the failed deliveries to a consumer were answered with, as the queue remembers them; 0 where no answer came. */
  failures(consumer: ConsumerName): Promise<number[]>;
  /** How many of its messages arrived. */
  countDelivered(consumer: ConsumerName): Promise<number>;
  close(): Promise<void>;
};

const answered = z.object({ responseStatus: z.number().catch(0) });

/** The application and the queue beside each other, both running. Call it before anything reads the environment. */
export async function openInstallation(backoffScale: number): Promise<Installation> {
  const ports = { app: await getPort(), queue: await getPort() };
  const app = application(ports.app);
  const queueUrl = `http://127.0.0.1:${ports.queue}`;
  Object.assign(process.env, {
    QSTASH_URL: queueUrl,
    QSTASH_TOKEN: TOKEN,
    QSTASH_CURRENT_SIGNING_KEY: CURRENT_KEY,
    QSTASH_NEXT_SIGNING_KEY: NEXT_KEY,
    EVENTS_URL: app.url,
  });
  const database = openDatabase();
  const start = (scale: number) => {
    const env = { QUEUE_PORT: String(ports.queue), QUEUE_BACKOFF_SCALE: String(scale) };
    return startQueueProcess({ databaseUrl: database.url, allowed: app.url, env });
  };
  const logged = async (consumer: ConsumerName, state: "ERROR" | "DELIVERED") =>
    (await clientOf(queueUrl).logs({ filter: { url: doorOf(consumer), state }, count: 100 })).logs.map((entry) => answered.parse(entry));
  await app.start();
  let queue = await start(backoffScale);
  return {
    app,
    queue: {
      start: async (scale = backoffScale) => {
        queue = await start(scale);
      },
      kill: () => queue.kill(),
      missSchedule: async (id) => void (await database.query("update queue.schedule set next_at = $2 where id = $1", [id, Date.now()])),
    },
    failures: async (consumer) => (await logged(consumer, "ERROR")).map(({ responseStatus }) => responseStatus),
    countDelivered: async (consumer) => (await logged(consumer, "DELIVERED")).length,
    close: async () => {
      await queue.kill();
      await app.stop();
      await database.close();
    },
  };
}
