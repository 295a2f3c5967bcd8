import { env } from "@/lib/env";
import type { Claim } from "./claims";
import type { Observation } from "./decide";
import { type Diagnosis, diagnose, diagnoseProof } from "./dns/diagnose";
import type { DnsFacts } from "./dns/facts";
import { lookAtDns } from "./dns/look";
import { ownershipRecord } from "./names";
import type { DnsRecord, DomainsHost, Inspection, RankedRecords } from "./port";
import { nothingSeen, type Sight, sightOf, waysSchema } from "./sight";
import { type ClaimState, isOneOf, toClaimState } from "./states";
import { probeTls, type TlsVerdict } from "./tls-probe";

/** A claim about to be looked at, with what other rows say of it. */
export type Subject = {
  claim: Claim;
  /** Whether another store holds the host: it must not be let go where it was added then. */
  isHeldByOther: boolean;
  /** The host that this one should redirect to where TLS is terminated, or null. */
  wantedRedirect: string | null;
};

/** What a look found: what decides, and what is kept. */
export type Seen = {
  observation: Observation;
  ways: RankedRecords[];
  proof: DnsRecord[];
  sight: Sight;
  redirectTo: string | null;
};

const added: readonly ClaimState[] = ["awaiting_dns", "issuing_tls", "active", "degraded"];
const served: readonly ClaimState[] = ["issuing_tls", "active", "degraded"];
const handshakeMs = 15_000;
const tlsPort = 443;

/** Looks at a claim from outside: asks whatever terminates TLS, DNS, and the host's certificate, as far as its state needs. No database. */
export async function observe(host: DomainsHost, { claim, isHeldByOther, wantedRedirect }: Subject): Promise<Seen> {
  const state = toClaimState(claim.state);
  if (state === "tombstone" || state === "released") return unseen(claim);
  if (state === "removing" || state === "lapsed") {
    const removed = isHeldByOther ? null : await host.remove(claim.host);
    return unseen(claim, removed === null || removed.ok ? "ok" : removed.code);
  }
  const inspected = await host.inspect(claim.host);
  const ways = inspected.ok ? inspected.value.ways : waysSchema.parse(claim.ways);
  const proofRecord = ownershipRecord(claim.name, claim.token);
  const facts = await lookAtDns({ host: claim.host, ways, proof: proofRecord, resolvers: env().DOMAINS_RESOLVERS });
  const proof = diagnoseProof(facts, proofRecord);
  const attachment = await attach(host, { claim, state, isProven: proof === "seen" });
  const dns = pointing(diagnose({ facts, ways, issuers: host.issuers }), inspected.ok ? inspected.value : null);
  const tls = isOneOf(state, served) && dns.pointsHere ? await lookAtTls(host, claim.host, facts) : null;
  const redirectTo = state === "active" ? await redirect(host, claim, wantedRedirect) : claim.redirectTo;
  return {
    observation: { attached: attachment.attached ?? (inspected.ok ? null : inspected.code), proof, dns, tls },
    ways,
    proof: attachment.proof,
    sight: sightOf(facts, proofRecord.name, tls?.kind === "problem" ? tls.names : []),
    redirectTo,
  };
}

/** Whatever terminates TLS knows best whether a name reaches it; our own look explains why not, and warns. */
function pointing(diagnosis: Diagnosis, inspection: Inspection | null): Diagnosis {
  if (inspection?.pointsHere == null) return diagnosis;
  if (!inspection.pointsHere) return { pointsHere: false, problem: diagnosis.problem ?? "still_propagating" };
  const isWarning = diagnosis.problem === "caa_forbids" || diagnosis.problem === "cname_at_apex";
  return { pointsHere: true, problem: isWarning ? diagnosis.problem : null };
}

type Attachment = { attached: Observation["attached"]; proof: DnsRecord[] };

/** Adds a name as soon as it is proven, and again at each look: what was lost there comes back. */
async function attach(
  host: DomainsHost,
  { claim, state, isProven }: { claim: Claim; state: ClaimState; isProven: boolean },
): Promise<Attachment> {
  const isOfOtherAccount = state === "conflict" && claim.problem === "other_account";
  if (isOfOtherAccount) await host.verify(claim.host);
  const isWanted = isOneOf(state, added) || isOfOtherAccount || (isProven && (state === "awaiting_ownership" || state === "conflict"));
  if (!isWanted) return { attached: null, proof: [] };
  const outcome = await host.add(claim.host);
  if (!outcome.ok) return { attached: outcome.code, proof: [] };
  return outcome.value.status === "added" ? { attached: "ok", proof: [] } : { attached: "owned_elsewhere", proof: outcome.value.proof };
}

function lookAtTls(host: DomainsHost, name: string, facts: DnsFacts): Promise<TlsVerdict> | TlsVerdict {
  if (host.tls === "none") return { kind: "ok" };
  const { address, port } = tlsAddress(name, facts);
  return probeTls({ host: name, address, port, timeoutMs: handshakeMs });
}

function tlsAddress(name: string, facts: DnsFacts): { address: string; port: number } {
  const configured = env().DOMAINS_TLS_PROBE;
  if (!configured) {
    const [seen = name] = facts.views
      .flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6])
      .flatMap((answer) => (answer.kind === "values" ? answer.values : []));
    return { address: seen, port: tlsPort };
  }
  const colon = configured.lastIndexOf(":");
  return { address: configured.slice(0, colon), port: Number(configured.slice(colon + 1)) };
}

async function redirect(host: DomainsHost, claim: Claim, wanted: string | null): Promise<string | null> {
  if (claim.redirectTo === wanted) return wanted;
  return (await host.redirect(claim.host, wanted)).ok ? wanted : claim.redirectTo;
}

function unseen(claim: Claim, attached: Observation["attached"] = null): Seen {
  const observation = { attached, proof: null, dns: null, tls: null };
  return { observation, ways: waysSchema.parse(claim.ways), proof: [], sight: nothingSeen, redirectTo: claim.redirectTo };
}
