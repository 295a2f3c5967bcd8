import { z } from "zod";
import { Problem, runMain } from "@/local/problem";
import { DEFAULT_CONCURRENCY } from "@/local/queue/options";
import { startQueueServer } from "@/local/queue/server";

const environment = z.object({
  LOCAL_DATABASE_URL: z.url(),
  QUEUE_PORT: z.coerce.number().int().min(0).max(65_535).default(4410),
  QUEUE_HOST: z.string().default("127.0.0.1"),
  QSTASH_TOKEN: z.string().min(1),
  QSTASH_CURRENT_SIGNING_KEY: z.string().min(1),
  QSTASH_NEXT_SIGNING_KEY: z.string().min(1),
  QUEUE_ALLOWED_DESTINATIONS: z.string().min(1),
  QUEUE_BACKOFF_SCALE: z.coerce.number().min(0).default(1),
  QUEUE_CONCURRENCY: z.coerce.number().int().min(1).max(200).default(DEFAULT_CONCURRENCY),
});

function readEnvironment(): z.infer<typeof environment> {
  const parsed = environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join("."));
  throw new Problem(`The queue server cannot start: set ${names.join(", ")}.`);
}

/** Runs the queue server as a process of its own until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const env = readEnvironment();
  const server = await startQueueServer({
    databaseUrl: env.LOCAL_DATABASE_URL,
    port: env.QUEUE_PORT,
    host: env.QUEUE_HOST,
    token: env.QSTASH_TOKEN,
    currentSigningKey: env.QSTASH_CURRENT_SIGNING_KEY,
    nextSigningKey: env.QSTASH_NEXT_SIGNING_KEY,
    allowedDestinations: env.QUEUE_ALLOWED_DESTINATIONS.split(",")
      .map((origin) => origin.trim())
      .filter(Boolean),
    backoffScale: env.QUEUE_BACKOFF_SCALE,
    concurrency: env.QUEUE_CONCURRENCY,
    onFatal: (error) => {
      console.error("queue: the server can no longer work:", error);
      process.exit(1);
    },
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
  console.log(`Queue ready on ${server.url}`);
}

await runMain(main);
