import { Hono } from "hono";
import { configOf } from "@/local/vercel/config";
import { withoutDot } from "@/local/vercel/dns";
import { addDomain, changeDomain, removeDomain, requireDomain, verifyDomain } from "@/local/vercel/domains";
import { addInput, changeInput, readBody, removeInput, requireApex } from "@/local/vercel/input";
import { kinds } from "@/local/vercel/model";
import { type Call, type House, operation } from "@/local/vercel/operation";
import { domainView } from "@/local/vercel/views";

const MOST_ON_A_PAGE = 100;

/** The project-domain calls of the vendor's REST API: https://vercel.com/docs/rest-api/projects */
export function apiRoutes(house: House): Hono {
  const app = new Hono();
  const domains = "/v9/projects/:idOrName/domains";
  const one = `${domains}/:domain`;
  app.post("/v10/projects/:idOrName/domains", operation(house, "POST /v10/projects/{idOrName}/domains", add));
  app.get(domains, operation(house, "GET /v9/projects/{idOrName}/domains", list));
  app.get(one, operation(house, "GET /v9/projects/{idOrName}/domains/{domain}", read));
  app.patch(one, operation(house, "PATCH /v9/projects/{idOrName}/domains/{domain}", change));
  app.delete(one, operation(house, "DELETE /v9/projects/{idOrName}/domains/{domain}", remove));
  app.post(`${one}/verify`, operation(house, "POST /v9/projects/{idOrName}/domains/{domain}/verify", verify));
  app.get("/v6/domains/:domain/config", operation(house, "GET /v6/domains/{domain}/config", config));
  return app;
}

const nameOf = ({ http }: Call): string => withoutDot(http.req.param("domain") ?? "");

async function add(call: Call): Promise<object> {
  return domainView(await addDomain(call, readBody(addInput, call.body)));
}

async function read(call: Call): Promise<object> {
  return domainView(await requireDomain(call, nameOf(call)));
}

async function change(call: Call): Promise<object> {
  return domainView(await changeDomain(call, nameOf(call), readBody(changeInput, call.body)));
}

async function verify(call: Call): Promise<object> {
  const { verification: _proven, ...domain } = domainView(await verifyDomain(call, nameOf(call)));
  return domain;
}

async function remove(call: Call): Promise<object> {
  await removeDomain(call, nameOf(call), readBody(removeInput, call.body).removeRedirects);
  return {};
}

/** Newest first, a page at a time; `until` continues where `pagination.next` says. */
async function list({ session, project, http }: Call): Promise<object> {
  const limit = Math.min(Number(http.req.query("limit") ?? 20), MOST_ON_A_PAGE);
  const until = Number(http.req.query("until") ?? Number.POSITIVE_INFINITY);
  const where = http.req.query("redirect") ? { redirect: http.req.query("redirect") } : {};
  const all = (await session.in(project.id).list(kinds.domain, { where, limit: 1000 })).filter(({ createdAt }) => createdAt < until);
  const page = all.slice(0, limit);
  const last = page.at(-1)?.createdAt ?? null;
  return {
    domains: page.map(domainView),
    pagination: { count: page.length, next: all.length > page.length ? last : null, prev: page[0] ? page[0].createdAt + 1 : null },
  };
}

/** The state of any domain's DNS, whether it is on the project or not. */
async function config(call: Call): Promise<object> {
  const name = nameOf(call);
  requireApex(name);
  const found = configOf(call.project.id, await call.look(call.session, name));
  return call.struck.unknown_status ? { ...found, configuredBy: call.struck.unknown_status.status } : found;
}
