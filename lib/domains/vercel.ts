import { z } from "zod";
import { fail, ok, type Result } from "@/lib/core/result";
import { log } from "@/lib/log";
import type { AddOutcome, CallFailure, DnsRecord, DomainsHost, HostFailure, Inspection } from "./port";
import { callVercel, type VercelCall, type VercelOptions, type VercelReply } from "./vercel-client";
import { recordsOf, vercelConfig } from "./vercel-records";

const challenge = z.object({ type: z.literal("TXT"), domain: z.string(), value: z.string() });
const projectDomain = z.object({
  name: z.string(),
  verified: z.boolean(),
  verification: z.array(challenge.nullable().catch(null)).catch([]),
});
const domainPage = z.object({ domains: z.array(z.object({ name: z.string() })) });

type Call = (path: string, rest?: Partial<Omit<VercelCall, "path">>) => Promise<VercelReply>;

/**
 * Custom domains of a Vercel project through its REST API (https://vercel.com/docs/rest-api/projects). Every call is bounded in
 * time and is made once; each verb may be repeated. Refusals the merchant cannot mend are logged with the vendor's code.
 */
export function vercelHost(options: VercelOptions): DomainsHost {
  const domains = `/v9/projects/${encodeURIComponent(options.projectId)}/domains`;
  const call: Call = (path, rest = {}) => callVercel(options, { method: "GET", path, ...rest });
  const one = (host: string) => `${domains}/${encodeURIComponent(host)}`;
  return {
    name: "vercel",
    issuers: ["letsencrypt.org"],
    tls: "handshake",
    add: (host) => add(call, { host, one: one(host), all: domains.replace("/v9/", "/v10/") }),
    inspect: (host) => inspect(call, { host, one: one(host), projectId: options.projectId }),
    verify: async (host) => verified(await call(`${one(host)}/verify`, { method: "POST" })),
    redirect: async (host, target) => {
      const body = target === null ? { redirect: null } : { redirect: target, redirectStatusCode: 308 };
      const reply = await call(one(host), { method: "PATCH", body });
      return reply.kind === "ok" ? ok() : fail(failureOf(reply));
    },
    remove: (host) => remove(call, { host, domains, one }),
  };
}

/** Asks before adding, and again when the name is taken: only then is "ours already" told apart from "taken". */
async function add(call: Call, { one, all, host }: { one: string; all: string; host: string }): Promise<Result<AddOutcome, CallFailure>> {
  const known = await call(one);
  if (!isMissing(known)) return added(known);
  const made = await call(all, { method: "POST", body: { name: host } });
  if (!isRefused(made, "domain_already_in_use")) return added(made);
  const ours = await call(one);
  return isMissing(ours) ? fail(failureOf(made)) : added(ours);
}

function added(reply: VercelReply): Result<AddOutcome, CallFailure> {
  if (reply.kind !== "ok") return fail(failureOf(reply));
  const domain = projectDomain.safeParse(reply.body);
  if (!domain.success) return fail("unreachable");
  return domain.data.verified ? ok({ status: "added" }) : ok({ status: "owned_elsewhere", proof: proofOf(domain.data) });
}

function proofOf({ verified: isVerified, verification }: z.output<typeof projectDomain>): DnsRecord[] {
  if (isVerified) return [];
  return verification.flatMap((wanted) => (wanted ? [{ type: "TXT" as const, name: wanted.domain, value: wanted.value }] : []));
}

type Asked = { host: string; one: string; projectId: string };

async function inspect(call: Call, { host, one, projectId }: Asked): Promise<Result<Inspection, CallFailure>> {
  const query = { projectIdOrName: projectId };
  const [seen, known] = await Promise.all([call(`/v6/domains/${encodeURIComponent(host)}/config`, { query }), call(one)]);
  if (seen.kind !== "ok") return fail(failureOf(seen));
  if (known.kind !== "ok" && !isMissing(known)) return fail(failureOf(known));
  const config = vercelConfig.safeParse(seen.body);
  const domain = projectDomain.safeParse(known.kind === "ok" ? known.body : { name: host, verified: true });
  if (!config.success || !domain.success) return fail("unreachable");
  return ok({ ways: recordsOf(host, config.data), pointsHere: !config.data.misconfigured, proof: proofOf(domain.data) });
}

function verified(reply: VercelReply): Result<void, HostFailure> {
  if (isRefused(reply, "missing_txt_record")) return fail("proof_missing");
  if (isRefused(reply, "existing_project_domain")) return fail("owned_elsewhere");
  if (reply.kind !== "ok") return fail(failureOf(reply));
  const domain = projectDomain.safeParse(reply.body);
  if (!domain.success) return fail("unreachable");
  return domain.data.verified ? ok() : fail("proof_missing");
}

type Leaving = { host: string; domains: string; one: (host: string) => string };

/** Names that lead to it are let go of first and stay on the project: the vendor's own `removeRedirects` would take them away too. */
async function remove(call: Call, { host, domains, one }: Leaving): Promise<Result<void, CallFailure>> {
  const gone = await call(one(host), { method: "DELETE", body: {} });
  if (gone.kind === "ok") return ok();
  if (isMissing(gone)) return missingFrom(await call(domains, { query: { limit: "1" } }));
  if (gone.kind !== "refused" || gone.status !== 409) return fail(failureOf(gone));
  const led = await call(domains, { query: { redirect: host, limit: "100" } });
  const page = domainPage.safeParse(led.kind === "ok" ? led.body : null);
  if (!page.success || page.data.domains.length === 0) return fail(failureOf(led.kind === "ok" ? gone : led));
  for (const { name } of page.data.domains) await call(one(name), { method: "PATCH", body: { redirect: null } });
  const again = await call(one(host), { method: "DELETE", body: {} });
  return again.kind === "ok" || isMissing(again) ? ok() : fail(failureOf(again));
}

/** An unknown project is answered like an unknown domain: only a project that answers may lack one. */
function missingFrom(project: VercelReply): Result<void, CallFailure> {
  return project.kind === "ok" ? ok() : fail(failureOf(project));
}

function isMissing(reply: VercelReply): boolean {
  return reply.kind === "refused" && reply.status === 404;
}

function isRefused(reply: VercelReply, code: string): boolean {
  return reply.kind === "refused" && reply.code === code;
}

/** The vendor's words in the port's. Switches on the code: several codes were seen with more than one status. */
function failureOf(reply: VercelReply): CallFailure {
  if (reply.kind !== "refused") return "unreachable";
  if (reply.code === "invalid_domain") return "invalid_name";
  if (reply.status === 429 || reply.code === "rate_limited") return "rate_limited";
  log.warn({ status: reply.status, code: reply.code }, "vercel refused a call about a domain");
  return "not_allowed";
}
