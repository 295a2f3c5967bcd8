import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type FaultEffect, type Struck, strike } from "@/local/sandbox/faults";
import type { Records } from "@/local/sandbox/records";
import type { RequestLog } from "@/local/sandbox/request-log";
import type { Look } from "@/local/vercel/dns";
import type { Work } from "@/local/vercel/domains";
import { ApiError, forbidden, notFound, rateLimited } from "@/local/vercel/errors";
import { ANYONE, kinds, type Project } from "@/local/vercel/model";

/** What is the same for every request of the sandbox. */
export type House = { records: Records; requests: RequestLog; look: Look; siteBase: string };

export type Call = Work & { http: Context; body: string; struck: Struck };
export type Operation = (call: Call) => Promise<object>;
type Reply = { status: number; body: object };

const faultKinds: readonly FaultEffect["kind"][] = ["refuse", "delay", "fail_before", "fail_after", "timeout_after", "unknown_status"];

/**
 * Serves one operation of the API. `name` is what faults are asked for by: the method and the path as the vendor's description
 * writes them (`POST /v10/projects/{idOrName}/domains`).
 */
export function operation(house: House, name: string, run: Operation): (http: Context) => Promise<Response> {
  return async (http) => {
    const startedAt = performance.now();
    const struck = await strike(house.records, name, faultKinds);
    const reply = await answer(house, http, { run, struck });
    const durationMs = Math.round(performance.now() - startedAt);
    house.requests.add({
      at: new Date().toISOString(),
      method: http.req.method,
      path: http.req.path,
      scope: "",
      status: reply.status,
      durationMs,
    });
    return http.json(reply.body, reply.status as ContentfulStatusCode);
  };
}

async function answer(house: House, http: Context, { run, struck }: { run: Operation; struck: Struck }): Promise<Reply> {
  if (struck.delay) await wait(struck.delay.ms);
  if (struck.fail_before) return outage(struck.fail_before.status);
  const reply = await perform(house, http, { run, struck }).catch(refusal);
  if (struck.fail_after) return outage(struck.fail_after.status);
  if (struck.timeout_after) {
    await wait(struck.timeout_after.ms, undefined, { signal: http.req.raw.signal }).catch(() => undefined);
    return outage(504);
  }
  return reply;
}

async function perform(house: House, http: Context, { run, struck }: { run: Operation; struck: Struck }): Promise<Reply> {
  if (struck.refuse) throw refusedBy(struck.refuse);
  const body = await http.req.text();
  const result = await house.records.transaction(async (session) => {
    const project = await requireProject(session, http);
    return run({ session, project, nowMs: Date.now(), look: house.look, http, body, struck });
  });
  return { status: 200, body: result };
}

function refusedBy({ status, code, message }: NonNullable<Struck["refuse"]>): ApiError {
  if (code === "rate_limited" || status === 429) return rateLimited();
  return new ApiError(status, code ?? "forbidden", message ?? "Refused by the sandbox.");
}

function refusal(thrown: unknown): Reply {
  if (thrown instanceof ApiError) return { status: thrown.status, body: thrown.body() };
  throw thrown;
}

/** The vendor's edge answers outages in HTML as often as in JSON; this one has no code to switch on. */
function outage(status: number): Reply {
  return { status, body: { error: { code: "internal_server_error", message: "An unexpected internal error occurred." } } };
}

/** The project that the call names, if the token opens it and the team is named: a project of a team is not found without its team. */
async function requireProject(session: Work["session"], http: Context): Promise<Project> {
  const token = /^Bearer (\S+)$/.exec(http.req.header("authorization") ?? "")?.[1];
  const known = await session.in(ANYONE).list(kinds.project, { limit: 1000 });
  const opened = known.filter((project) => project.token === token);
  if (opened.length === 0) throw new ApiError(403, "forbidden", "Not authorized", { invalidToken: true });
  const { teamId, slug } = http.req.query();
  const asked = http.req.param("idOrName") ?? http.req.query("projectIdOrName") ?? opened[0]?.id;
  const project = opened.find(({ id, name }) => id === asked || name === asked);
  if (!project) throw notFound("Project not found");
  if (teamId === project.teamId || slug === project.teamSlug) return project;
  throw teamId || slug ? forbidden("Not authorized to use this team.") : notFound("Project not found");
}
