import { z } from "zod";
import { apexOf } from "./names";
import type { DnsRecord, RankedRecords } from "./port";

/** The part of the vendor's answer that is documented; more keys are seen in practice, and new words in `configuredBy`. */
export const vercelConfig = z.object({
  recommendedIPv4: z.array(z.object({ rank: z.number(), value: z.array(z.string()) })).catch([]),
  recommendedCNAME: z.array(z.object({ rank: z.number(), value: z.string() })).catch([]),
  misconfigured: z.boolean(),
});
export type VercelConfig = z.output<typeof vercelConfig>;

/** Served since long before the recommendations were; only for an answer without any. */
const fallback = { address: "76.76.21.21", alias: "cname.vercel-dns-0.com" } as const;

/** What to set for a name, best first: addresses for an apex, which may hold no CNAME (RFC 1034 3.6.2); else an alias, or addresses. */
export function recordsOf(host: string, config: VercelConfig): RankedRecords[] {
  const addresses = ranked(config.recommendedIPv4).map((values) => values.map((value): DnsRecord => ({ type: "A", name: host, value })));
  const aliases = ranked(config.recommendedCNAME).map((value): DnsRecord[] => [{ type: "CNAME", name: host, value: withoutDot(value) }]);
  const given = apexOf(host) === host ? addresses : [...aliases, ...addresses];
  const ways = given.filter((records) => records.length > 0);
  return (ways.length > 0 ? ways : [fallbackOf(host)]).map((records, index) => ({ rank: index + 1, records }));
}

function fallbackOf(host: string): DnsRecord[] {
  if (apexOf(host) === host) return [{ type: "A", name: host, value: fallback.address }];
  return [{ type: "CNAME", name: host, value: fallback.alias }];
}

/** The vendor does not say that the list is sorted. */
function ranked<Value>(list: readonly { rank: number; value: Value }[]): Value[] {
  return list.toSorted((a, b) => a.rank - b.rank).map(({ value }) => value);
}

function withoutDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}
