import { randomBytes } from "node:crypto";
import { newId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { after, secondMs } from "@/lib/core/time";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { type Claim, lockHost, planCheck } from "./claims";
import { hasRoom } from "./limit";
import { type DomainName, type NameProblem, type OwnRoots, readDomainName } from "./names";
import { end, lockClaim, tell } from "./settle";
import { goneStates } from "./states";

export type Actor = { storeId: string; actorId: string };

const notGone = { notIn: [...goneStates] };
/** Somebody who presses the button again and again asks DNS no more often than this. */
const restMs = 5 * secondMs;

/** What belongs to this installation, as names are compared with it. */
export function ownRoots(): OwnRoots {
  const { PLATFORM_URL, STORES_DOMAIN, DOMAINS_HOST } = env();
  return { platformUrl: PLATFORM_URL, storesDomain: STORES_DOMAIN, allowsLocalhost: DOMAINS_HOST === "local" };
}

/**
 * Claims a domain for a store, apex and www together, and begins to look at it. A domain that was given up or removed is claimed
 * anew; its old TXT is good again only while it rests. Fails with what is wrong with the name, `domain_present` or `domain_limit`.
 */
export async function addDomain(
  { storeId, actorId }: Actor,
  typed: string,
): Promise<Result<DomainName, NameProblem | "domain_present" | "domain_limit">> {
  const read = readDomainName(typed, ownRoots());
  if (!read.ok) return read;
  const { name, hosts } = read.value;
  return withPlatform(async (tx) => {
    for (const host of [...hosts].sort()) await lockHost(tx, host);
    const existing = await tx.hostClaim.findMany({ where: { storeId, name } });
    const open = existing.filter(({ state }) => ![...goneStates, "lapsed"].includes(state)).map(({ host }) => host);
    const missing = hosts.filter((host) => !open.includes(host));
    if (missing.length === 0) return fail("domain_present");
    if (open.length === 0 && !(await hasRoom(tx, storeId))) return fail("domain_limit");
    const token = existing.find(({ state }) => state !== "released")?.token ?? randomBytes(16).toString("hex");
    for (const host of missing)
      await claim(tx, { storeId, host, name, token, isPreferred: host === hosts[0] && open.length === 0 }, actorId);
    return ok(read.value);
  });
}

type NewClaim = Pick<Claim, "storeId" | "host" | "name" | "token" | "isPreferred">;

async function claim(tx: PlatformTx, wanted: NewClaim, actorId: string): Promise<void> {
  const { storeId, host } = wanted;
  const now = new Date();
  const fresh = {
    ...wanted,
    state: "requested",
    stateSince: now,
    requestedAt: now,
    problem: null,
    seen: {},
    ways: [],
    proof: [],
    redirectTo: null,
    failedChecks: 0,
    checkedAt: null,
    provenAt: null,
    activeAt: null,
    removalReason: null,
  };
  const made = await tx.hostClaim.upsert({
    where: { storeId_host: { storeId, host } },
    create: { id: newId(), ...fresh },
    update: fresh,
  });
  await tell(tx, made, "requested", actorId);
  await planCheck(tx, made, now);
}

/** Lets a domain go: its hosts lead nowhere from this moment on. Fails with `not_found`; harmless when repeated. */
export function removeDomain({ storeId, actorId }: Actor, name: string): Promise<Result<void, "not_found">> {
  return withPlatform(async (tx) => {
    const claims = await tx.hostClaim.findMany({ where: { storeId, name, state: notGone }, orderBy: { host: "asc" } });
    if (claims.length === 0) return fail("not_found");
    for (const one of claims) {
      const locked = await lockClaim(tx, one);
      if (locked) await end(tx, locked, { reason: "member", actorId });
    }
    return ok();
  });
}

/** Looks at a domain now instead of at its next turn. Fails with `not_found`. */
export function checkNow(storeId: string, name: string): Promise<Result<void, "not_found">> {
  return withPlatform(async (tx) => {
    const claims = await tx.hostClaim.findMany({ where: { storeId, name, state: notGone } });
    if (claims.length === 0) return fail("not_found");
    const rested = claims.filter(({ checkedAt, state }) => state !== "lapsed" && (!checkedAt || checkedAt < after(-restMs)));
    for (const one of rested) await planCheck(tx, one, new Date());
    return ok();
  });
}
