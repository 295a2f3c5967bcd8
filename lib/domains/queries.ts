import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { Claim } from "./claims";
import { apexOf, ownershipRecord } from "./names";
import type { DnsRecord, RankedRecords } from "./port";
import { findProblem, type Problem } from "./problems";
import { domainsHost } from "./registry";
import { recordsSchema, type Sight, sightSchema, waysSchema } from "./sight";
import { type ClaimState, goneStates, toClaimState } from "./states";
import { readable, wordsOf } from "./words";

/** One host of a domain, as the merchant sees it. */
export type HostView = {
  host: string;
  readable: string;
  state: ClaimState;
  problem: Problem | null;
  /** What the sentences about the problem speak of. */
  words: Record<string, string>;
  isPrimary: boolean;
  /** What to set, best first. */
  ways: RankedRecords[];
  /** What another account's hold on the name asks for. */
  release: DnsRecord[];
  seen: Sight;
  checkedAt: Date | null;
};

/** A domain of a store: apex and www together, or one sub-domain. */
export type DomainView = { name: string; readable: string; apex: string; proof: DnsRecord; hosts: HostView[] };

/** A store's domains, oldest first, without those let go. One page of them: plans allow a handful. */
export async function listDomains(storeId: StoreId): Promise<DomainView[]> {
  const { claims, primary } = await withStore(storeId, async (tx) => ({
    claims: await tx.hostClaim.findMany({
      where: { storeId, state: { notIn: [...goneStates] } },
      orderBy: [{ requestedAt: "asc" }, { isPreferred: "desc" }, { host: "asc" }],
      take: 200,
    }),
    primary: await tx.storeHost.findFirst({ where: { storeId, isPrimary: true }, select: { host: true } }),
  }));
  const { issuers } = domainsHost();
  const names = [...new Set(claims.map(({ name }) => name))];
  return names.map((name) => {
    const own = claims.filter((claim) => claim.name === name).sort((one, other) => Number(other.isPreferred) - Number(one.isPreferred));
    const proof = ownershipRecord(name, own[0]?.token ?? "");
    return { name, readable: readable(name), apex: apexOf(name), proof, hosts: own.map((claim) => viewOf(claim, primary?.host, issuers)) };
  });
}

function viewOf(claim: Claim, primaryHost: string | undefined, issuers: readonly string[]): HostView {
  const { host, name, token } = claim;
  const ways = waysSchema.parse(claim.ways);
  const seen = sightSchema.parse(claim.seen);
  return {
    host,
    readable: readable(host),
    state: toClaimState(claim.state),
    problem: findProblem(claim.problem),
    words: wordsOf({ host, name, token, ways, seen, issuers }),
    isPrimary: host === primaryHost,
    ways,
    release: recordsSchema.parse(claim.proof),
    seen,
    checkedAt: claim.checkedAt,
  };
}
