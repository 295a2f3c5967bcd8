import type { Env } from "@/lib/env";
import { apexOf } from "./names";
import type { DnsRecord, RankedRecords } from "./port";

type Targets = Pick<Env, "DOMAINS_TARGET_IPV4" | "DOMAINS_TARGET_IPV6" | "DOMAINS_TARGET_NAME">;

/** The ways to point a name at one's own machine: a CNAME for a sub-domain, addresses for an apex (which may hold no CNAME, RFC 1034 3.6.2). */
export function ownMachineWays(host: string, targets: Targets): RankedRecords[] {
  const addresses = addressRecords(host, targets);
  const alias: DnsRecord[] = targets.DOMAINS_TARGET_NAME ? [{ type: "CNAME", name: host, value: targets.DOMAINS_TARGET_NAME }] : [];
  const ways = apexOf(host) === host ? [addresses] : [alias, addresses];
  return ways.filter((records) => records.length > 0).map((records, index) => ({ rank: index + 1, records }));
}

function addressRecords(host: string, { DOMAINS_TARGET_IPV4, DOMAINS_TARGET_IPV6 }: Targets): DnsRecord[] {
  return [
    ...DOMAINS_TARGET_IPV4.map((value) => ({ type: "A" as const, name: host, value })),
    ...DOMAINS_TARGET_IPV6.map((value) => ({ type: "AAAA" as const, name: host, value })),
  ];
}
