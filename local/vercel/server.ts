import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { trimTrailingSlash } from "hono/trailing-slash";
import { openRecords } from "@/local/sandbox/records";
import { createRequestLog } from "@/local/sandbox/request-log";
import { apiRoutes } from "@/local/vercel/api";
import { consolePages } from "@/local/vercel/console";
import { controlRoutes } from "@/local/vercel/control";
import { lookThrough } from "@/local/vercel/dns";
import { ANYONE, kinds, type Project } from "@/local/vercel/model";
import type { House } from "@/local/vercel/operation";

export type VercelSandboxOptions = {
  databaseUrl: string;
  /** Where browsers reach what `app` is mounted as, e.g. `http://localhost:4400/vercel`. */
  siteBase: string;
  /** Projects that exist from the start and after every reset. */
  projects: readonly Project[];
  /** DNS servers for names whose records nobody set at the controls (`127.0.0.1:5353`); none: such names have no records. */
  dnsServers?: readonly string[];
  /** Postgres schema of the records; several sandboxes may share a database. */
  schema?: string;
};

export type VercelSandbox = {
  /** Serves the API (`/v9/projects/…`), `/` (console) and `/_sandbox/…`, relative to where it is mounted. */
  app: Hono;
  close(): Promise<void>;
};

/** A stand-in for the project-domain part of Vercel's API, with durable state and faults on demand. It serves no traffic. */
export async function createVercelSandbox(options: VercelSandboxOptions): Promise<VercelSandbox> {
  const records = await openRecords(options.databaseUrl, options.schema ?? "vercel_sandbox");
  const openProjects = async (): Promise<Project[]> => {
    for (const project of options.projects) await records.in(ANYONE).put(kinds.project, project.id, project);
    return [...options.projects];
  };
  await openProjects();
  const house: House = { records, requests: createRequestLog(), look: lookThrough(options.dnsServers ?? []), siteBase: options.siteBase };
  return { app: routes(house, openProjects), close: () => records.close() };
}

function routes(house: House, openProjects: () => Promise<Project[]>): Hono {
  const app = new Hono();
  app.route("/_sandbox", controlRoutes(house, openProjects));
  app.route("/", apiRoutes(house));
  // Browsers alone come past here; the API's own callers send no Origin, and not always a content type.
  app.use("*", csrf(), trimTrailingSlash());
  app.route("/", consolePages(house));
  app.all("*", (http) => http.json({ error: { code: "not_found", message: "The page could not be found." } }, 404));
  return app;
}
