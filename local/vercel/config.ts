import { createHash } from "node:crypto";
import type { SeenRecords } from "@/local/vercel/model";
import { withoutDot } from "./dns";

const addresses = [
  { rank: 1, value: ["216.198.79.1"] },
  { rank: 2, value: ["76.76.21.21"] },
] as const;

export type DomainConfig = {
  configuredBy: "CNAME" | "A" | "http" | null;
  acceptedChallenges: ("http-01" | "dns-01")[];
  recommendedIPv4: { rank: number; value: string[] }[];
  recommendedCNAME: { rank: number; value: string }[];
  misconfigured: boolean;
};

/** The records that a project's domains are told to set, the preferred one by rank; the vendor does not sort them. */
function recommended(projectId: string): Pick<DomainConfig, "recommendedIPv4" | "recommendedCNAME"> {
  const own = createHash("sha256").update(projectId).digest("hex").slice(0, 16);
  return {
    recommendedIPv4: addresses.toReversed().map(({ rank, value }) => ({ rank, value: [...value] })),
    recommendedCNAME: [
      { rank: 2, value: "cname.vercel-dns-0.com." },
      { rank: 1, value: `${own}.vercel-dns-017.com.` },
    ],
  };
}

/** Whether the records lead to the project, and by which of them. Any of the recommendations will do. */
export function configOf(projectId: string, seen: SeenRecords): DomainConfig & { [unspecified: string]: unknown } {
  const advice = recommended(projectId);
  const targets = advice.recommendedCNAME.map(({ value }) => withoutDot(value));
  const ours = new Set<string>(addresses.flatMap(({ value }) => value));
  const byCname = seen.CNAME.some((target) => targets.includes(withoutDot(target)));
  const byAddress = seen.A.length > 0 && seen.A.every((address) => ours.has(address));
  const configuredBy = byCname ? "CNAME" : byAddress ? "A" : seen.isProxied ? "http" : null;
  return {
    configuredBy,
    acceptedChallenges: configuredBy === null ? [] : ["http-01"],
    ...advice,
    misconfigured: configuredBy === null,
    // Seen in practice and in no specification: callers must not mind.
    aValues: seen.A,
    cnames: seen.CNAME,
    conflicts: [],
    serviceType: "external",
  };
}
