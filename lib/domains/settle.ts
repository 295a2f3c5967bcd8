import { newId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { type Claim, findOtherHolder, lockHost, planCheck, standingOf } from "./claims";
import { type Decision, decide, type Notice } from "./decide";
import type { Seen } from "./observe";
import { findProblem } from "./problems";
import { route } from "./routing";
import { type ClaimState, goneStates, holdingStates, isOneOf, toClaimState } from "./states";

/** How long the domains of a store whose subscription lapsed are kept for it. */
const keptAfterLapseMs = 30 * dayMs;

/** Writes what a look at a claim means, unless something else happened to the claim in between. */
export async function settle(looked: Claim, seen: Seen): Promise<void> {
  await withPlatform(async (tx) => {
    const claim = await lockClaim(tx, looked);
    if (!claim || claim.checkCount !== looked.checkCount) return;
    const ending = await endingOf(tx, claim);
    if (ending) return end(tx, claim, { reason: ending, actorId: null });

    const holder = await findOtherHolder(tx, claim.host, claim.storeId);
    const now = new Date();
    const facts = { ...claim, state: toClaimState(claim.state), problem: findProblem(claim.problem) };
    const decision = decide({ claim: facts, seen: seen.observation, other: standingOf(holder), now });
    if (decision.takesOver && holder) await giveWay(tx, holder);
    await write(tx, { claim, seen, decision, now });
  });
}

/** The claim as it is now, locked together with its host; null when it is gone. */
export async function lockClaim(tx: PlatformTx, { storeId, id, host }: Pick<Claim, "storeId" | "id" | "host">): Promise<Claim | null> {
  await lockHost(tx, host);
  await tx.$executeRaw`select 1 from host_claim where store_id = ${storeId}::uuid and id = ${id}::uuid for update`;
  return tx.hostClaim.findUnique({ where: { storeId_id: { storeId, id } } });
}

async function endingOf(tx: PlatformTx, claim: Claim): Promise<"store_closed" | "plan_lapsed" | null> {
  if (isOneOf(toClaimState(claim.state), goneStates)) return null;
  const store = await tx.store.findUniqueOrThrow({ where: { id: claim.storeId } });
  if (store.status === "closed") return "store_closed";
  if (store.status !== "suspended" || store.suspendedReason !== "subscription" || store.suspendedAt === null) return null;
  return store.suspendedAt < after(-keptAfterLapseMs) ? "plan_lapsed" : null;
}

type Written = { claim: Claim; seen: Seen; decision: Decision; now: Date };

async function write(tx: PlatformTx, { claim, seen, decision, now }: Written): Promise<void> {
  const { storeId, id } = claim;
  const hasMoved = decision.state !== claim.state;
  const updated = await tx.hostClaim.update({
    where: { storeId_id: { storeId, id } },
    data: {
      state: decision.state,
      problem: decision.problem,
      failedChecks: decision.failedChecks,
      seen: seen.sight,
      ways: seen.ways,
      proof: seen.proof,
      redirectTo: seen.redirectTo,
      checkedAt: now,
      ...(hasMoved ? { stateSince: now, ...milestones(claim, decision, now) } : {}),
    },
  });
  if (hasMoved) await tell(tx, claim, decision.state);
  await route(tx, updated, decision.state);
  for (const notice of decision.notices) await notify(tx, claim, notice);
  await planCheck(tx, claim, decision.nextCheckAt);
}

/** The moments that later decisions count from. */
function milestones(claim: Claim, { state, problem }: Decision, now: Date): Partial<Pick<Claim, "provenAt" | "activeAt" | "requestedAt">> {
  if (state === "awaiting_ownership") return { requestedAt: now };
  if (state === "conflict") return problem === "other_account" ? { provenAt: now } : {};
  if (state === "awaiting_dns") return claim.provenAt && isOneOf(toClaimState(claim.state), holdingStates) ? {} : { provenAt: now };
  return state === "active" ? { activeAt: claim.activeAt ?? now } : {};
}

/** Loses a host to another store that proved it. The name stays added where TLS is terminated: it is the other's now. */
async function giveWay(tx: PlatformTx, holder: Claim): Promise<void> {
  await move(tx, holder, { state: "tombstone", reason: "taken_over", actorId: null });
  await notify(tx, holder, "taken_over");
}

export type Ending = { reason: "member" | "store_closed" | "plan_lapsed"; actorId: string | null };

/** Ends a claim: its host leads nowhere from this commit on; detaching it where TLS is terminated, and its rest, follow. */
export async function end(tx: PlatformTx, claim: Claim, { reason, actorId }: Ending): Promise<void> {
  const state = toClaimState(claim.state);
  const isAttached = isOneOf(state, holdingStates);
  const isKnownThere = state === "conflict" && claim.problem === "other_account";
  await move(tx, claim, { state: isAttached || isKnownThere ? "removing" : "released", reason, actorId });
}

async function move(
  tx: PlatformTx,
  claim: Claim,
  { state, reason, actorId }: { state: "removing" | "tombstone" | "released"; reason: string; actorId: string | null },
): Promise<void> {
  const { storeId, id } = claim;
  const now = new Date();
  const data = { state, stateSince: now, problem: null, failedChecks: 0, removalReason: reason };
  const updated = await tx.hostClaim.update({ where: { storeId_id: { storeId, id } }, data });
  await tell(tx, claim, state, actorId);
  await route(tx, updated, state);
  await planCheck(tx, claim, state === "released" ? null : now);
}

/** The change of state, for the audit log. */
export async function tell(tx: PlatformTx, claim: Claim, state: ClaimState, actorId: string | null = null): Promise<void> {
  await tx.auditEntry.create({
    data: {
      id: newId(),
      storeId: claim.storeId,
      actorId,
      actorKind: actorId ? "member" : "system",
      action: `domain.${state}`,
      subject: claim.host,
      before: { state: claim.state, problem: claim.problem },
      after: { state },
    },
  });
}

async function notify(tx: PlatformTx, { storeId, id }: Claim, notice: Notice): Promise<void> {
  await record(tx, "domain.notice_due", { storeId, claimId: id, notice });
}
