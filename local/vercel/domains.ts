import { randomBytes } from "node:crypto";
import type { RecordSession } from "@/local/sandbox/records";
import { ApiError, alreadyInUse, badRequest, conflict, forbidden, notFound } from "@/local/vercel/errors";
import { type AddInput, type ChangeInput, requireApex } from "@/local/vercel/input";
import { ANYONE, kinds, type Project, type ProjectDomain } from "@/local/vercel/model";
import type { Look } from "./dns";

/** One call on a project, inside its transaction. */
export type Work = { session: RecordSession; project: Project; nowMs: number; look: Look };

/** Puts a domain onto the project. One that another account uses comes back unverified, with what to prove. */
export async function addDomain(work: Work, input: AddInput): Promise<ProjectDomain> {
  const name = input.name.toLowerCase();
  const apexName = requireApex(name);
  await refuseTaken(work, name);
  const holder = await work.session.in(ANYONE).get(kinds.holder, apexName);
  if (holder && !holder.yields) throw forbidden(`You don't have access to the domain ${name}.`);

  const domain: ProjectDomain = {
    name,
    apexName,
    projectId: work.project.id,
    redirect: null,
    redirectStatusCode: null,
    gitBranch: input.gitBranch ?? null,
    customEnvironmentId: input.customEnvironmentId ?? null,
    createdAt: work.nowMs,
    updatedAt: work.nowMs,
    verified: holder === null,
    challenge: `vc-domain-verify=${name},${randomBytes(10).toString("hex")}`,
  };
  const led = await withRedirect(work, domain, input);
  await work.session.in(work.project.id).put(kinds.domain, name, led);
  return led;
}

/** Two requests that add one name at once: the lock lets the second find what the first wrote. */
async function refuseTaken({ session, project }: Work, name: string): Promise<void> {
  await session.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`vercel:${name}`]);
  const taken = await session.locate(kinds.domain, name);
  if (taken) throw alreadyInUse(name, taken.scope === project.id);
}

async function withRedirect(work: Work, domain: ProjectDomain, change: ChangeInput): Promise<ProjectDomain> {
  if (change.redirect === undefined) return domain;
  if (change.redirect === null) return { ...domain, redirect: null, redirectStatusCode: null };
  if (change.gitBranch ?? domain.gitBranch) throw badRequest("A domain cannot have both `redirect` and `gitBranch`.");
  const redirect = change.redirect.toLowerCase();
  if (redirect === domain.name) throw badRequest("A domain cannot redirect to itself.");
  const target = await work.session.in(work.project.id).get(kinds.domain, redirect);
  if (!target) throw badRequest(`The redirect target ${redirect} is not a domain of this project.`);
  if (target.redirect) throw badRequest(`The redirect target ${redirect} redirects itself.`);
  return { ...domain, redirect, redirectStatusCode: change.redirectStatusCode ?? 307 };
}

export async function requireDomain({ session, project }: Work, name: string): Promise<ProjectDomain> {
  const domain = await session.in(project.id).lock(kinds.domain, name.toLowerCase());
  if (!domain) throw notFound(`The domain "${name}" is not assigned to "${project.name}".`);
  return domain;
}

export async function changeDomain(work: Work, name: string, change: ChangeInput): Promise<ProjectDomain> {
  const domain = await requireDomain(work, name);
  const branched = change.gitBranch === undefined ? domain : { ...domain, gitBranch: change.gitBranch };
  const changed = { ...(await withRedirect(work, branched, change)), updatedAt: work.nowMs };
  await work.session.in(work.project.id).put(kinds.domain, domain.name, changed);
  return changed;
}

/** Looks for the challenge at `_vercel.<apex>`. A record that names another project's token is told apart from none. */
export async function verifyDomain(work: Work, name: string): Promise<ProjectDomain> {
  const domain = await requireDomain(work, name);
  if (domain.verified) return domain;
  const { TXT } = await work.look(work.session, `_vercel.${domain.apexName}`);
  if (!TXT.includes(domain.challenge)) throw unproven(domain, TXT);
  const verified = { ...domain, verified: true, updatedAt: work.nowMs };
  await work.session.in(work.project.id).put(kinds.domain, domain.name, verified);
  return verified;
}

function unproven(domain: ProjectDomain, found: readonly string[]): ApiError {
  if (found.some((value) => value.startsWith(`vc-domain-verify=${domain.name},`))) {
    return new ApiError(400, "existing_project_domain", `The TXT record claims ${domain.name} for another project.`);
  }
  const record = { name: `_vercel.${domain.apexName}`, value: domain.challenge };
  return new ApiError(400, "missing_txt_record", `Domain ${domain.name} is missing required TXT Record "${record.value}".`, { record });
}

/** Takes a domain off the project. What redirects to it goes with it when asked to, and stands in the way otherwise. */
export async function removeDomain(work: Work, name: string, removeRedirects: boolean): Promise<void> {
  const domain = await requireDomain(work, name);
  const shelf = work.session.in(work.project.id);
  const led = await shelf.list(kinds.domain, { where: { redirect: domain.name } });
  if (led.length > 0 && !removeRedirects) throw conflict(`${led[0]?.name} redirects to ${domain.name}.`);
  for (const one of [...led, domain]) await shelf.remove(kinds.domain, one.name);
}
