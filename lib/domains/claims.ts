import type { HostClaimModel } from "@/lib/db/generated/models";
import type { PlatformTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import type { OtherHolder } from "./decide";
import { holdingStates } from "./states";

export type Claim = HostClaimModel;

/** Everybody who decides about a host waits here: two stores cannot both find it free. Held until the transaction ends. */
export async function lockHost(tx: PlatformTx, host: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`host:${host}`}, 0))`;
}

/** The claim of another store that holds the host, or null. */
export function findOtherHolder(tx: PlatformTx, host: string, storeId: string): Promise<Claim | null> {
  return tx.hostClaim.findFirst({ where: { host, storeId: { not: storeId }, state: { in: [...holdingStates] } } });
}

/** How the holder of a host stands; only one whose visitors no longer get there gives way. */
export function standingOf(holder: Pick<Claim, "state"> | null): OtherHolder {
  if (!holder) return "none";
  return holder.state === "degraded" ? "broken" : "working";
}

/** Plans the next look at a claim. A check that was planned earlier finds itself overtaken. */
export async function planCheck(tx: PlatformTx, claim: Pick<Claim, "storeId" | "id">, at: Date | null): Promise<void> {
  const { storeId, id } = claim;
  const { checkCount } = await tx.hostClaim.update({
    where: { storeId_id: { storeId, id } },
    data: { nextCheckAt: at, checkCount: { increment: 1 } },
    select: { checkCount: true },
  });
  if (at) await record(tx, "domain.check_due", { storeId, claimId: id, checkCount }, { notBefore: at });
}
