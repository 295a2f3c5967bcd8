import { limits, nextCheck } from "./cadence";
import type { Diagnosis } from "./dns/diagnose";
import type { CallFailure } from "./port";
import type { Problem } from "./problems";
import type { ClaimState } from "./states";
import type { TlsVerdict } from "./tls-probe";

/** What the decision looks at of a claim. */
export type ClaimFacts = {
  state: ClaimState;
  problem: Problem | null;
  failedChecks: number;
  requestedAt: Date;
  stateSince: Date;
  provenAt: Date | null;
  checkedAt: Date | null;
};

/** What a check saw. Parts that the state has no use for were not asked, and are null. */
export type Observation = {
  /** What whatever terminates TLS said to `add`, `verify` or `remove`. */
  attached: "ok" | "owned_elsewhere" | CallFailure | null;
  proof: "seen" | Problem | null;
  dns: Diagnosis | null;
  tls: TlsVerdict | null;
};

/** Whether another store holds the host, and whether its visitors still get there. */
export type OtherHolder = "none" | "working" | "broken";

export type Notice = "active" | "dns_waiting" | "lapsed" | "degraded" | "healed" | "taken_over";

export type Decision = {
  state: ClaimState;
  problem: Problem | null;
  failedChecks: number;
  notices: Notice[];
  /** The claim of the other store ends: this one proved a name that no longer leads to it. */
  takesOver: boolean;
  nextCheckAt: Date | null;
};

type Move = { state: ClaimState; problem?: Problem | null; failedChecks?: number; notices?: Notice[]; takesOver?: boolean };

export type Situation = { claim: ClaimFacts; seen: Observation; other: OtherHolder; now: Date };

/** Where a claim goes from here. Pure: the same claim and the same sight give the same decision. */
export function decide(situation: Situation): Decision {
  const { claim, now } = situation;
  const move = moveOf(situation);
  const hasMoved = move.state !== claim.state;
  const failedChecks = move.failedChecks ?? 0;
  const timed = { state: move.state, failedChecks, requestedAt: claim.requestedAt, stateSince: hasMoved ? now : claim.stateSince };
  return {
    state: move.state,
    problem: move.problem ?? null,
    failedChecks,
    notices: move.notices ?? [],
    takesOver: move.takesOver ?? false,
    nextCheckAt: hasMoved && isOnward(move.state, claim) ? now : nextCheck(timed, now),
  };
}

/** States whose work begins at once: nothing has to happen outside first. A proven name that lapses is let go where it was added. */
function isOnward(state: ClaimState, { provenAt }: ClaimFacts): boolean {
  if (state === "lapsed") return provenAt !== null;
  return state === "awaiting_ownership" || state === "awaiting_dns" || state === "issuing_tls" || state === "removing";
}

function moveOf(situation: Situation): Move {
  switch (situation.claim.state) {
    case "requested":
      return fromRequested(situation);
    case "awaiting_ownership":
      return fromAwaitingOwnership(situation);
    case "conflict":
      return fromConflict(situation);
    case "awaiting_dns":
      return fromAwaitingDns(situation);
    case "issuing_tls":
      return fromIssuing(situation);
    case "tls_failed":
      return fromTlsFailed(situation);
    case "active":
      return fromActive(situation);
    case "degraded":
      return fromDegraded(situation);
    case "removing":
      return situation.seen.attached === "ok" ? { state: "tombstone" } : { state: "removing", problem: hostProblem(situation.seen) };
    case "tombstone":
      return { state: isOlder(situation, limits.tombstoneMs) ? "released" : "tombstone" };
    case "lapsed":
    case "released":
      return { state: situation.claim.state, problem: situation.claim.problem };
  }
}

function fromRequested({ seen, other }: Situation): Move {
  if (other !== "none") return { state: "conflict", problem: "other_store" };
  if (seen.attached === "invalid_name") return { state: "lapsed", problem: "name_refused" };
  const problem = hostProblem(seen);
  return problem ? { state: "requested", problem } : { state: "awaiting_ownership", problem: proofProblem(seen) };
}

function fromAwaitingOwnership(situation: Situation): Move {
  const { claim, seen, other, now } = situation;
  if (seen.proof === "seen") return whenProven(situation);
  if (other !== "none") return { state: "conflict", problem: "other_store" };
  if (now.getTime() - claim.requestedAt.getTime() >= limits.ownershipMs) {
    return { state: "lapsed", problem: proofProblem(seen), notices: ["lapsed"] };
  }
  return { state: "awaiting_ownership", problem: proofProblem(seen) };
}

/** The first to prove wins; a holder whose visitors no longer get there gives way to whoever proves the name now. */
function whenProven({ claim, seen, other }: Situation): Move {
  if (other === "working") return { state: "conflict", problem: "other_store" };
  if (seen.attached === "owned_elsewhere") return { state: "conflict", problem: "other_account" };
  if (seen.attached === "invalid_name") return { state: "lapsed", problem: "name_refused" };
  const problem = hostProblem(seen);
  if (problem) return { state: claim.state, problem };
  return { state: "awaiting_dns", problem: seen.dns?.problem ?? null, takesOver: other === "broken" };
}

function fromConflict(situation: Situation): Move {
  const { claim, seen, other } = situation;
  if (claim.problem === "other_store") {
    if (seen.proof === "seen" && other !== "working") return whenProven(situation);
    if (other === "none") return { state: "awaiting_ownership", problem: proofProblem(seen) };
  } else if (seen.attached === "ok") return whenProven(situation);
  if (isOlder(situation, limits.conflictMs)) return { state: "lapsed", problem: claim.problem, notices: ["lapsed"] };
  return { state: "conflict", problem: claim.problem };
}

function fromAwaitingDns(situation: Situation): Move {
  const { claim, seen, now } = situation;
  if (seen.attached === "owned_elsewhere") return { state: "conflict", problem: "other_account" };
  if (seen.dns?.pointsHere && seen.dns.problem !== "caa_forbids") return { state: "issuing_tls", problem: seen.dns.problem };
  const problem = seen.dns?.problem ?? hostProblem(seen);
  const waitedMs = now.getTime() - (claim.provenAt ?? claim.stateSince).getTime();
  if (waitedMs >= limits.dnsMs) return { state: "lapsed", problem, notices: ["lapsed"] };
  const noticeAt = (claim.provenAt ?? claim.stateSince).getTime() + limits.dnsNoticeMs;
  const isDue = waitedMs >= limits.dnsNoticeMs && (claim.checkedAt?.getTime() ?? 0) < noticeAt;
  return { state: "awaiting_dns", problem, notices: isDue ? ["dns_waiting"] : [] };
}

function fromIssuing(situation: Situation): Move {
  const { seen } = situation;
  if (seen.dns?.pointsHere === false) return { state: "awaiting_dns", problem: seen.dns.problem };
  if (seen.tls?.kind === "ok") return { state: "active", problem: warningOf(seen), notices: ["active"] };
  const problem = seen.tls?.problem ?? "certificate_pending";
  return { state: isOlder(situation, limits.issuingMs) ? "tls_failed" : "issuing_tls", problem };
}

/** Asking anew is all there is to do; the name must still lead here, or the asking would be in vain. */
function fromTlsFailed({ claim, seen }: Situation): Move {
  if (seen.dns?.pointsHere === false) return { state: "awaiting_dns", problem: seen.dns.problem };
  return seen.dns?.pointsHere && seen.dns.problem !== "caa_forbids"
    ? { state: "issuing_tls", problem: claim.problem }
    : { state: "tls_failed", problem: seen.dns?.problem ?? claim.problem };
}

function fromActive({ claim, seen }: Situation): Move {
  const trouble = troubleOf(seen);
  if (!trouble) return { state: "active", problem: warningOf(seen), failedChecks: isKnown(seen) ? 0 : claim.failedChecks };
  const failedChecks = claim.failedChecks + 1;
  if (failedChecks < 2) return { state: "active", problem: trouble, failedChecks };
  return { state: "degraded", problem: trouble, failedChecks, notices: ["degraded"] };
}

function fromDegraded({ claim, seen }: Situation): Move {
  const trouble = troubleOf(seen);
  if (trouble || !isKnown(seen)) return { state: "degraded", problem: trouble ?? claim.problem, failedChecks: claim.failedChecks };
  return { state: "active", problem: warningOf(seen), notices: ["healed"] };
}

/** What keeps visitors of a live host away, as far as the check could tell. */
function troubleOf({ dns, tls }: Observation): Problem | null {
  if (dns?.pointsHere === false) return dns.problem ?? "points_elsewhere";
  return tls?.kind === "problem" ? tls.problem : null;
}

/** Silence of the resolvers tells nothing, neither good nor bad. */
function isKnown({ dns }: Observation): boolean {
  return dns !== null && dns.pointsHere !== null;
}

/** What is worth saying although everything works today. */
function warningOf({ dns }: Observation): Problem | null {
  return dns?.problem ?? null;
}

function proofProblem({ proof }: Observation): Problem | null {
  return proof === "seen" ? null : proof;
}

function hostProblem({ attached }: Observation): Problem | null {
  if (attached === "unreachable" || attached === "rate_limited") return "host_unreachable";
  return attached === "not_allowed" ? "host_refused" : null;
}

function isOlder({ claim, now }: Situation, ms: number): boolean {
  return now.getTime() - claim.stateSince.getTime() >= ms;
}
