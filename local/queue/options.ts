import { type Clock, systemClock } from "@/local/queue/clock";
import type { QueueContext } from "@/local/queue/context";
import { parseAllowedOrigin } from "@/local/queue/rules/destination";
import { openKeyRing } from "@/local/queue/signing";

const DAY_MS = 86_400_000;
/** Deliveries at a time. */
export const DEFAULT_CONCURRENCY = 100;

/** How a queue server is set up. */
export type QueueServerOptions = {
  /** Postgres; the server keeps to its own schemas there, `queue` and `queue_jobs`. */
  databaseUrl: string;
  /** 0 takes any free port. */
  port: number;
  /** Loopback unless told otherwise. */
  host?: string;
  /** The bearer token that every call must carry. */
  token: string;
  currentSigningKey: string;
  nextSigningKey: string;
  /** Origins that messages and callbacks may be sent to, such as `http://localhost:3000` or `http://*.localhost:3000`. */
  allowedDestinations: string[];
  /** Multiplies every wait between attempts (1 by default): 0.01 makes the first retry wait 0.12 s. */
  backoffScale?: number;
  /** Deliveries at a time, 100 by default. */
  concurrency?: number;
  /** The longest an attempt may take: 15 minutes by default, as on QStash's free plan. */
  longestAttemptMs?: number;
  /** The largest request accepted, a batch included: 10 MB by default. */
  largestRequestBytes?: number;
  /** How long finished messages and their events are kept: one day by default. */
  keepFinishedMs?: number;
  /** How long dead letters are kept: seven days by default. */
  keepDeadLettersMs?: number;
  clock?: Clock;
  /** Told when the server can no longer work, so that its process can end and be started again. */
  onFatal?: (error: unknown) => void;
};

/** Fills in what the options leave out. Throws when an allowed destination is not an origin. */
export async function openContext(
  options: QueueServerOptions,
  { pool, workPool }: Pick<QueueContext, "pool" | "workPool">,
  closing: AbortSignal,
): Promise<QueueContext> {
  const configured = { current: options.currentSigningKey, next: options.nextSigningKey };
  return {
    pool,
    workPool,
    clock: options.clock ?? systemClock,
    keys: await openKeyRing(pool, configured),
    allowed: options.allowedDestinations.map(parseAllowedOrigin),
    token: options.token,
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    backoffScale: options.backoffScale ?? 1,
    longestAttemptMs: options.longestAttemptMs ?? 15 * 60_000,
    largestRequestBytes: options.largestRequestBytes ?? 10 * 1_048_576,
    keepFinishedMs: options.keepFinishedMs ?? DAY_MS,
    keepDeadLettersMs: options.keepDeadLettersMs ?? 7 * DAY_MS,
    closing,
  };
}
