import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { expect } from "vitest";
import type { VercelOptions } from "@/lib/domains/vercel-client";
import type { Contract, Violation } from "@/local/sandbox/contract";
import type { FaultInput } from "@/local/sandbox/faults";
import type { RecordsInput } from "@/local/vercel/control";
import type { Project } from "@/local/vercel/model";
import { createVercelSandbox } from "@/local/vercel/server";
import { findContract } from "@/tests/contract/contract";

export type Answer = { status: number; body: Record<string, unknown> };

type Rest = { domain?: string; project?: string; query?: Record<string, string>; body?: unknown; token?: string };

export type RunningVercel = {
  /** What an adapter needs to reach it. */
  options: VercelOptions;
  project: Project;
  other: Project;
  /** Calls the API; `template` is the path as the vendor's description writes it. What succeeds is held against that description. */
  call(verb: "get" | "post" | "patch" | "delete", template: string, rest?: Rest): Promise<Answer>;
  setRecords(records: RecordsInput): Promise<void>;
  /** Another account begins to use the domain. */
  holdElsewhere(domain: string, yields?: boolean): Promise<void>;
  fault(fault: FaultInput): Promise<void>;
  /** The state a person would see at the vendor: names on the project, newest first. */
  names(): Promise<string[]>;
  /** A second process, as it were, on the same records. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export const paths = {
  add: "/v10/projects/{idOrName}/domains",
  list: "/v9/projects/{idOrName}/domains",
  one: "/v9/projects/{idOrName}/domains/{domain}",
  verify: "/v9/projects/{idOrName}/domains/{domain}/verify",
  config: "/v6/domains/{domain}/config",
} as const;

/** Starts a sandbox of its own on a free port, with two projects of one team. */
export async function startVercel(): Promise<RunningVercel> {
  const databaseUrl = process.env.LOCAL_DATABASE_URL;
  if (!databaseUrl) throw new Error("LOCAL_DATABASE_URL is set by the tests' set-up");
  const contract = await findContract("vercel-domains.openapi.json");
  const holder: { app: Hono } = { app: new Hono() };
  const server = serve({ fetch: (request, env) => holder.app.fetch(request, env), port: 0, hostname: "127.0.0.1" }) as Server;
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const siteBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}/vercel`;

  const team = { teamId: "team_1", teamSlug: "aurora-team", token: `token_${randomBytes(6).toString("hex")}` };
  const project: Project = { id: "prj_1", name: "stores", ...team };
  const other: Project = { id: "prj_2", name: "elsewhere", ...team };
  const schema = `vercel_${Array.from(randomBytes(8), (byte) => "abcdefghijklmnop"[byte % 16]).join("")}`;
  const open = () => createVercelSandbox({ databaseUrl, siteBase, schema, projects: [project, other] });
  let sandbox = await open();
  holder.app = new Hono().route("/vercel", sandbox.app);

  return {
    ...remote({ siteBase, project, other, contract }),
    restart: async () => {
      await sandbox.close();
      sandbox = await open();
      holder.app = new Hono().route("/vercel", sandbox.app);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
    },
  };
}

type Parts = { siteBase: string; project: Project; other: Project; contract: Contract | null };

function remote({ siteBase, project, other, contract }: Parts): Omit<RunningVercel, "restart" | "close"> {
  const call: RunningVercel["call"] = async (verb, template, { domain = "", project: idOrName = project.id, query, body, token } = {}) => {
    const path = template.replace("{idOrName}", idOrName).replace("{domain}", domain);
    const search = new URLSearchParams(query ?? { teamId: project.teamId });
    const raw = body === undefined ? null : JSON.stringify(body);
    const headers = { authorization: `Bearer ${token ?? project.token}`, "content-type": "application/json" };
    const answer = await send(`${siteBase}${path}?${search}`, { method: verb.toUpperCase(), body: raw, headers });
    if (answer.status < 300) {
      expect(contract?.query(template, verb, search.toString()) ?? []).toEqual([]);
      if (raw !== null) expect(contract?.request(template, verb, raw) ?? []).toEqual([]);
      expect(violations(contract?.response(template, verb, answer.status, answer.body))).toEqual([]);
    } else {
      expect(answer.body).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
    }
    return answer;
  };
  const control = async (method: string, path: string, body: unknown): Promise<void> => {
    const answer = await send(`${siteBase}/_sandbox${path}`, { method, body: JSON.stringify(body) });
    if (answer.status >= 300) throw new Error(`the sandbox answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  return {
    options: { apiBase: siteBase, token: project.token, projectId: project.id, teamId: project.teamId },
    project,
    other,
    call,
    setRecords: (records) => control("PUT", "/records", records),
    holdElsewhere: (domain, yields = true) => control("PUT", "/holders", { domain, yields }),
    fault: (fault) => control("POST", "/faults", fault),
    names: async () => {
      const { body } = await call("get", paths.list, { query: { teamId: project.teamId, limit: "100" } });
      return (body.domains as { name: string }[]).map(({ name }) => name);
    },
  };
}

/** The vendor describes its list twice in the same words, so that a right answer fits two of "exactly one"; a wrong one says why, too. */
function violations(found: Violation[] = []): Violation[] {
  return found.length === 1 && found[0]?.message.includes("oneOf") ? [] : found;
}

async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
}
