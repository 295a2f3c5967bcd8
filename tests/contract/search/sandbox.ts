import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { type AlgoliaSandbox, createAlgoliaSandbox } from "@/local/algolia/server";
import type { FaultInput } from "@/local/sandbox/faults";
import { contractsFolder, findContract } from "@/tests/contract/contract";

export const application = { appId: "SANDBOXAPP", adminKey: "admin-key-of-the-tests", searchKey: "search-key-of-the-tests" };

export type RunningAlgolia = {
  base: string;
  sandbox: AlgoliaSandbox;
  /** What answers did against the vendor's description so far. */
  violations: string[];
  /** What was asked so far, by method and the description's path, and with which key. */
  requests: Asked[];
  fault(fault: FaultInput): Promise<void>;
  clearFaults(): Promise<void>;
  /** How long accepted changes wait from now on. */
  publishAfter(ms: number): Promise<void>;
  /** Closes the port, with every connection to it. */
  stop(): Promise<void>;
  /** Opens the same port again, with what the sandbox knew. */
  start(): Promise<void>;
  close(): Promise<void>;
};

export type Asked = { operation: string; key: string };

/**
 * A sandbox of its own on a free port, every request and answer checked against the vendor's description, and the application
 * pointed at it: call it before anything reads the environment.
 */
export async function startAlgolia(): Promise<RunningAlgolia> {
  const databaseUrl = process.env.LOCAL_DATABASE_URL;
  if (!databaseUrl) throw new Error("LOCAL_DATABASE_URL is set by the tests' set-up");
  const schema = `algolia_${[...randomBytes(6)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("")}`;
  const contracts = existsSync(contractsFolder) ? { contractsFolder } : {};
  const sandbox = await createAlgoliaSandbox({ ...application, ...contracts, databaseUrl, schema, publishAfterMs: 5 });
  const violations: string[] = [];
  const requests: Asked[] = [];
  const root = await checkedApp(sandbox, { violations, requests });
  let server = await listen(root, 0);
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/algolia`;
  Object.assign(process.env, {
    ALGOLIA_APP_ID: application.appId,
    ALGOLIA_ADMIN_KEY: application.adminKey,
    ALGOLIA_SEARCH_KEY: application.searchKey,
    ALGOLIA_API_BASE: base,
  });
  const stop = () => closed(server);
  return {
    ...{ base, sandbox, violations, requests, stop },
    fault: (fault) => control(base, "/faults", { method: "POST", body: JSON.stringify(fault) }),
    clearFaults: () => control(base, "/faults", { method: "DELETE" }),
    publishAfter: (ms) => control(base, "/tasks", { method: "POST", body: JSON.stringify({ publishAfterMs: ms }) }),
    start: async () => {
      server = await listen(root, port);
    },
    close: async () => {
      await stop();
      await sandbox.close();
    },
  };
}

async function control(base: string, path: string, init: RequestInit): Promise<void> {
  const answer = await fetch(`${base}/_sandbox${path}`, { ...init, headers: { "content-type": "application/json" } });
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}: ${await answer.text()}`);
}

async function listen(app: Hono, port: number): Promise<Server> {
  const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  return server;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function checkedApp(
  sandbox: AlgoliaSandbox,
  { violations, requests }: Pick<RunningAlgolia, "violations" | "requests">,
): Promise<Hono> {
  const contract = await findContract("algolia-search.openapi.yml");
  // A schema is compiled at its first use, which takes seconds: before anybody's time-out runs.
  for (const name of ["searchResponse", "browseResponse", "batchResponse"]) contract?.component(name, {});
  const root = new Hono();
  root.use("/algolia/1/*", async (c: Context, next) => {
    const path = templateOf(c.req.path.slice("/algolia".length));
    requests.push({ operation: `${c.req.method} ${path}`, key: c.req.header("x-algolia-api-key") ?? "" });
    await next();
    if (!contract || c.res.status >= 300) return;
    const body: unknown = await c.res.clone().json();
    const found = answersOf(path, body).flatMap(([at, answer]) =>
      at === "" ? contract.response(path, c.req.method.toLowerCase(), c.res.status, answer) : contract.component(at, answer),
    );
    violations.push(...found.map(({ at, message }) => `${c.req.method} ${path}: ${at} ${message}`));
  });
  root.route("/algolia", sandbox.app);
  return root;
}

/** Of several searches each one is checked: the description leaves open which kind of answer each of them is. */
function answersOf(path: string, body: unknown): [component: string, answer: unknown][] {
  const isSearch =
    path.endsWith("/queries") && typeof body === "object" && body !== null && "results" in body && Array.isArray(body.results);
  if (isSearch) return (body.results as unknown[]).map((answer) => ["searchResponse", answer]);
  return [["", body]];
}

function templateOf(path: string): string {
  return path
    .replace(/^\/1\/indexes\/(?!\*)[^/]+/, "/1/indexes/{indexName}")
    .replace(/\/task\/\d+$/, "/task/{taskID}")
    .replace(/\/facets\/[^/]+\/query$/, "/facets/{facetName}/query")
    .replace(/(\{indexName\})\/(?!query|browse|batch|settings|task|facets|deleteByQuery|clear|operation)[^/]+/, "$1/{objectID}");
}
