import { existsSync } from "node:fs";
import path from "node:path";
import { type Context, Hono } from "hono";
import { csrf } from "hono/csrf";
import { loadContract } from "@/local/sandbox/contract";
import { openRecords } from "@/local/sandbox/records";
import { createRequestLog } from "@/local/sandbox/request-log";
import { consoleRoutes } from "./console";
import { controlRoutes } from "./control";
import type { House } from "./house";
import type { Application } from "./keys";
import { openLibrary } from "./library";
import { serve } from "./operation";
import { readingOperations } from "./reading";
import { startTasks } from "./tasks";
import { writingOperations } from "./writing";

export type AlgoliaSandboxOptions = Application & {
  databaseUrl: string;
  /** Where browsers reach what `app` is mounted as; a server's root unless told. */
  siteBase?: string;
  /** Folder with `algolia-search.openapi.yml`; requests are then checked against it. */
  contractsFolder?: string;
  /** How long an accepted change waits before searches see it; 30 ms unless told. */
  publishAfterMs?: number;
  /** Bytes of JSON that a record may have; 10 000 unless told, as on the vendor's smaller plans. */
  recordLimitBytes?: number;
  /** Postgres schema of the records; `algolia_sandbox` unless told. */
  schema?: string;
};

export type AlgoliaSandbox = {
  /** Serves `/1/…`, `/` (console) and `/_sandbox/…`, relative to where it is mounted. */
  app: Hono;
  /** Resolves when every accepted change is seen by searches. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/** A stand-in for Algolia's search API with durable state, tasks that take their time and faults on demand. */
export async function createAlgoliaSandbox(options: AlgoliaSandboxOptions): Promise<AlgoliaSandbox> {
  const records = await openRecords(options.databaseUrl, options.schema ?? "algolia_sandbox");
  const library = await openLibrary(records);
  const tasks = await startTasks({ records, library, publishAfterMs: options.publishAfterMs ?? 30 });
  const description = path.join(options.contractsFolder ?? "", "algolia-search.openapi.yml");
  const house: House = {
    application: { appId: options.appId, adminKey: options.adminKey, searchKey: options.searchKey },
    contract: options.contractsFolder && existsSync(description) ? await loadContract(description) : null,
    requests: createRequestLog(),
    siteBase: options.siteBase ?? "",
    recordLimitBytes: options.recordLimitBytes ?? 10_000,
    ...{ records, library, tasks },
  };
  return {
    app: routes(house),
    idle: () => tasks.idle(),
    close: async () => {
      await tasks.stop();
      await records.close();
    },
  };
}

function routes(house: House): Hono {
  const app = new Hono();
  for (const operation of [...readingOperations, ...writingOperations]) {
    app.on(operation.verb.toUpperCase(), honoPath(operation.path), (c: Context) => serve(house, operation, c));
  }
  app.all("/1/*", (c) => c.json({ message: "Path not supported by this API", status: 404 }, 404));
  app.route("/_sandbox", controlRoutes(house));
  app.use("*", csrf());
  app.route("/", consoleRoutes(house));
  return app;
}

/** The vendor's `{name}` in the router's words; a lone star stands for any index there as well. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}
