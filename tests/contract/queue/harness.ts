import { Client } from "@upstash/qstash";
import pg from "pg";
import { type QueueServer, type QueueServerOptions, startQueueServer } from "@/local/queue/server";
import { Destination } from "@/tests/contract/queue/destination";
import { checkExchange } from "@/tests/contract/queue/openapi";

export const TOKEN = "test-token";
export const CURRENT_KEY = "sig_current_for_tests";
export const NEXT_KEY = "sig_next_for_tests";

/** The database that the test file was given, and a way to look into it. */
export type TestDatabase = { url: string; query(sql: string, values?: unknown[]): Promise<pg.QueryResult>; close(): Promise<void> };

/** Opens the database of this test file: empty of queue tables until a server first starts on it. */
export function openDatabase(): TestDatabase {
  const url = process.env.LOCAL_DATABASE_URL;
  if (!url) throw new Error("LOCAL_DATABASE_URL must point at the database of this test file.");
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  return { url, query: (sql, values) => pool.query(sql, values), close: () => pool.end() };
}

const realFetch = globalThis.fetch;

/** Makes every call to the queue server be checked against the contract, whoever makes it. */
function checkCallsTo(serverUrl: string): void {
  globalThis.fetch = async (input, init) => {
    const response = await realFetch(input, init);
    const url = String(input instanceof Request ? input.url : input);
    if (url.startsWith(`${serverUrl}/v2/`)) {
      const { pathname } = new URL(url);
      checkExchange({ method: init?.method ?? "GET", path: pathname, status: response.status, body: await response.clone().text() });
    }
    return response;
  };
}

/** A running queue server with its database, a destination that it may call, and the vendor's client pointed at it. */
export type TestQueue = { server: QueueServer; database: TestDatabase; destination: Destination; client: Client; close(): Promise<void> };

/** The vendor's client, pointed at a queue server. */
export function clientOf(url: string, token = TOKEN): Client {
  return new Client({ baseUrl: url, token, retry: false, enableTelemetry: true });
}

/** Starts a queue server on this test file's database. */
export async function openQueue(options: Partial<QueueServerOptions> = {}): Promise<TestQueue> {
  const database = openDatabase();
  const destination = await Destination.open();
  const server = await startQueueServer({
    databaseUrl: database.url,
    port: 0,
    token: TOKEN,
    currentSigningKey: CURRENT_KEY,
    nextSigningKey: NEXT_KEY,
    allowedDestinations: [destination.origin, `http://*.localhost:${destination.port}`],
    ...options,
  });
  checkCallsTo(server.url);
  return {
    server,
    database,
    destination,
    client: clientOf(server.url),
    close: async () => {
      globalThis.fetch = realFetch;
      await server.close();
      await destination.close();
      await database.close();
    },
  };
}

/** Calls the queue server directly, for what the client cannot express. The answer is checked against the contract too. */
export function call(queue: TestQueue, method: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: `Bearer ${TOKEN}`, ...Object.fromEntries(new Headers(init.headers).entries()) };
  return fetch(queue.server.url + path, { ...init, method, headers });
}
