import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Runner } from "graphile-worker";
import type { Pool } from "pg";
import { createApp } from "@/local/queue/app";
import { openDispatcher } from "@/local/queue/attempt";
import { type Clock, systemClock } from "@/local/queue/clock";
import type { QueueContext } from "@/local/queue/context";
import { claimDatabase, installSchema, openPool } from "@/local/queue/database";
import { recover, wakeDue } from "@/local/queue/recovery";
import { parseAllowedOrigin } from "@/local/queue/rules/destination";
import { openKeyRing } from "@/local/queue/signing";
import { startWorker } from "@/local/queue/worker";

const DAY_MS = 86_400_000;
const DEFAULT_CONCURRENCY = 10;
/** For the HTTP interface, and for the job library to listen and to fetch. Connections are opened only when needed. */
const SPARE_CONNECTIONS = 5;

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
  /** Deliveries at a time, 10 by default. */
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

/** A running queue server. `close` lets nothing half done count: what was being delivered is delivered at the next start. */
export type QueueServer = { url: string; close(): Promise<void> };

async function openContext(options: QueueServerOptions, pool: Pool, closing: AbortSignal): Promise<QueueContext> {
  const configured = { current: options.currentSigningKey, next: options.nextSigningKey };
  return {
    pool,
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

function listen(context: QueueContext, at: { port: number; host: string }): Promise<{ http: Server; url: string }> {
  const http = createAdaptorServer({ fetch: createApp(context).fetch, serverOptions: { maxHeaderSize: 65_536 } }) as Server;
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(at.port, at.host, () => {
      const { port } = http.address() as AddressInfo;
      resolve({ http, url: `http://${at.host.includes(":") ? `[${at.host}]` : at.host}:${port}` });
    });
  });
}

function stopListening(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
  });
}

type Parts = { http: Server; runner: Runner; closing: AbortController; ends: (() => Promise<void>)[] };

function closer({ http, runner, closing, ends }: Parts): () => Promise<void> {
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([stopListening(http), runner.stop()]);
    for (const end of ends) await end();
  };
  return () => {
    closed ??= close();
    return closed;
  };
}

/**
 * Starts the queue server: creates or upgrades its tables, takes over what a killed predecessor left, listens and delivers.
 * Throws when another server works on the same database, when the port is taken, or when an allowed destination is not an origin.
 */
export async function startQueueServer(options: QueueServerOptions): Promise<QueueServer> {
  if (options.token === "") throw new Error("The queue server needs a token.");
  const closing = new AbortController();
  const release = await claimDatabase(options.databaseUrl);
  const connections = (options.concurrency ?? DEFAULT_CONCURRENCY) + SPARE_CONNECTIONS;
  const pool = openPool(options.databaseUrl, connections);
  const jobsPool = openPool(options.databaseUrl, connections);
  const dispatcher = openDispatcher();
  const ends = [() => dispatcher.destroy(), () => jobsPool.end(), () => pool.end(), release];
  try {
    await installSchema(pool);
    const context = await openContext(options, pool, closing.signal);
    await recover(context);
    const { http, url } = await listen(context, { port: options.port, host: options.host ?? "127.0.0.1" });
    const runner = await startWorker(context, dispatcher, jobsPool);
    context.clock.onJump?.(() => wakeDue(context));
    runner.promise.catch((error) => options.onFatal?.(error));
    return { url, close: closer({ http, runner, closing, ends }) };
  } catch (error) {
    for (const end of ends) await end();
    throw error;
  }
}
