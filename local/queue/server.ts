import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Runner } from "graphile-worker";
import type { Pool } from "pg";
import { createApp } from "@/local/queue/app";
import { openDispatcher } from "@/local/queue/attempt";
import type { QueueContext } from "@/local/queue/context";
import { claimDatabase, installSchema, openPool } from "@/local/queue/database";
import { openContext, type QueueServerOptions } from "@/local/queue/options";
import { recover, wakeDue } from "@/local/queue/recovery";
import { startWorker } from "@/local/queue/worker";

/** Of each pool. Deliveries wait for their destination without a connection, so a few serve many. Opened only when needed. */
const CONNECTIONS = 12;
/** The request line holds a whole destination, and every header to forward. */
const LARGEST_HEAD_BYTES = 65_536;

export type { QueueServerOptions };

/** A running queue server. `close` lets nothing half done count: what was being delivered is delivered at the next start. */
export type QueueServer = { url: string; close(): Promise<void> };

function listen(context: QueueContext, at: { port: number; host: string }): Promise<{ http: Server; url: string }> {
  const http = createServer({ maxHeaderSize: LARGEST_HEAD_BYTES }, getRequestListener(createApp(context).fetch));
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(at.port, at.host, () => {
      const address = http.address();
      const port = typeof address === "object" && address ? address.port : at.port;
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

function fatalOf(options: QueueServerOptions): (error: unknown) => void {
  return options.onFatal ?? ((error) => console.error("queue: the server can no longer work:", error));
}

function reportEnd(runner: Runner, closing: AbortSignal, onFatal: (error: unknown) => void): void {
  const ended = (): void => {
    if (!closing.aborted) onFatal(new Error("The job library stopped by itself."));
  };
  runner.promise.then(ended, onFatal);
}

/** What was opened, to be closed in the opposite order, once. */
class Opened {
  private readonly ends: (() => Promise<unknown>)[] = [];
  private closed: Promise<void> | null = null;

  add(end: () => Promise<unknown>): void {
    this.ends.unshift(end);
  }

  close(): Promise<void> {
    this.closed ??= this.closeAll();
    return this.closed;
  }

  private async closeAll(): Promise<void> {
    for (const end of this.ends) await end();
  }
}

async function openPools(options: QueueServerOptions, opened: Opened): Promise<{ pool: Pool; workPool: Pool }> {
  opened.add(await claimDatabase(options.databaseUrl, fatalOf(options)));
  const pool = openPool(options.databaseUrl, { connections: CONNECTIONS });
  opened.add(() => pool.end());
  const workPool = openPool(options.databaseUrl, { connections: CONNECTIONS, options: "-c synchronous_commit=off" });
  opened.add(() => workPool.end());
  return { pool, workPool };
}

async function open(options: QueueServerOptions, opened: Opened): Promise<string> {
  const closing = new AbortController();
  const pools = await openPools(options, opened);
  await installSchema(pools.pool);
  const context = await openContext(options, pools, closing.signal);
  await recover(context);

  const dispatcher = openDispatcher();
  opened.add(() => dispatcher.destroy());
  const runner = await startWorker(context, dispatcher);
  opened.add(() => runner.stop());
  opened.add(async () => closing.abort());
  reportEnd(runner, closing.signal, fatalOf(options));
  context.clock.onJump?.(() => wakeDue(context));

  const { http, url } = await listen(context, { port: options.port, host: options.host ?? "127.0.0.1" });
  opened.add(() => stopListening(http));
  return url;
}

/**
 * Starts the queue server: creates or upgrades its tables, takes over what a killed predecessor left, delivers and listens.
 * Throws when another server works on the same database, when the port is taken, or when an allowed destination is not an origin.
 */
export async function startQueueServer(options: QueueServerOptions): Promise<QueueServer> {
  if (options.token === "") throw new Error("The queue server needs a token.");
  const opened = new Opened();
  try {
    return { url: await open(options, opened), close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
