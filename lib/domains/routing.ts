import type { PlatformTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { type Claim, planCheck } from "./claims";
import { type ClaimState, isOneOf, routedStates } from "./states";

/**
 * Brings the routing table to a claim's new state: `store_host` holds the hosts that visitors get somewhere with, and nothing else.
 * The first own domain of a store becomes its primary host, and its preferred spelling does as soon as it works.
 */
export async function route(tx: PlatformTx, claim: Claim, state: ClaimState): Promise<void> {
  const { host, storeId } = claim;
  const existing = await tx.storeHost.findUnique({ where: { host } });
  if (!isOneOf(state, routedStates)) {
    if (existing?.storeId === storeId) await leave(tx, claim, existing.isPrimary);
    return;
  }
  if (existing?.state === state) return;
  if (existing) await tx.storeHost.update({ where: { host }, data: { state } });
  else await tx.storeHost.create({ data: { host, storeId, kind: "custom", state } });
  if (!existing && (await deservesPrimary(tx, claim))) await setPrimary(tx, storeId, host);
  await record(tx, "store.changed", { storeId });
}

async function deservesPrimary(tx: PlatformTx, claim: Claim): Promise<boolean> {
  const primary = await tx.storeHost.findFirst({ where: { storeId: claim.storeId, isPrimary: true } });
  if (!primary || primary.kind === "temporary") return true;
  const itsClaim = await tx.hostClaim.findFirst({ where: { storeId: claim.storeId, host: primary.host } });
  return claim.isPreferred && itsClaim?.name === claim.name;
}

async function leave(tx: PlatformTx, { host, storeId, name }: Claim, wasPrimary: boolean): Promise<void> {
  await tx.storeHost.delete({ where: { host } });
  if (wasPrimary) {
    const successor = await findSuccessor(tx, storeId, name);
    if (successor) await setPrimary(tx, storeId, successor);
  }
  await record(tx, "store.changed", { storeId });
}

/** Who is canonical when the primary host goes: the other spelling of the name, another own domain, at last the temporary host. */
async function findSuccessor(tx: PlatformTx, storeId: string, name: string): Promise<string | null> {
  const hosts = await tx.storeHost.findMany({ where: { storeId }, orderBy: { createdAt: "asc" } });
  const working = hosts.filter((one) => one.kind === "custom" && one.state === "active");
  const siblings = new Set([name, `www.${name}`]);
  const [best] = [...working.filter((one) => siblings.has(one.host)), ...working, ...hosts.filter((one) => one.kind === "temporary")];
  return best?.host ?? null;
}

/** Makes a routed host of the store canonical. The other own domains are looked at soon: they redirect to it from now on. */
export async function setPrimary(tx: PlatformTx, storeId: string, host: string): Promise<void> {
  await tx.storeHost.updateMany({ where: { storeId, isPrimary: true }, data: { isPrimary: false } });
  await tx.storeHost.update({ where: { host }, data: { isPrimary: true } });
  const others = await tx.hostClaim.findMany({ where: { storeId, state: "active", host: { not: host } } });
  for (const other of others) await planCheck(tx, other, new Date());
  await record(tx, "store.changed", { storeId });
}

/** The host that an active claim should redirect to where TLS is terminated: the other spelling of its name, when that is primary and works. */
export async function wantedRedirectOf(tx: PlatformTx, { host, storeId, name }: Claim): Promise<string | null> {
  const primary = await tx.storeHost.findFirst({ where: { storeId, isPrimary: true, kind: "custom", state: "active" } });
  if (!primary || primary.host === host) return null;
  const itsClaim = await tx.hostClaim.findFirst({ where: { storeId, host: primary.host } });
  return itsClaim?.name === name ? primary.host : null;
}
