import { domainToUnicode } from "node:url";
import { isProof } from "./dns/facts";
import { apexOf, ownershipRecord } from "./names";
import type { DnsRecord, RankedRecords } from "./port";
import type { Sight } from "./sight";

export type Described = { host: string; name: string; token: string; ways: RankedRecords[]; seen: Sight; issuers: readonly string[] };

/** A name as people read it: in its own script, not in punycode. */
export function readable(host: string): string {
  return domainToUnicode(host) || host;
}

/** What a name is called in the form of a DNS provider, which adds the registrable name itself; `@` is that name alone. */
export function shortName(name: string, apex: string): string {
  if (name === apex) return "@";
  return name.endsWith(`.${apex}`) ? name.slice(0, -apex.length - 1) : name;
}

/** Whether DNS answers with the record now. */
export function isSeen(record: DnsRecord, { answers }: Sight): boolean {
  return answers.some(({ type, name, value }) => {
    if (type !== record.type || name !== record.name) return false;
    return type === "TXT" ? isProof(value, record.value) : value.toLowerCase() === record.value.toLowerCase();
  });
}

/** What the sentences about a problem speak of. */
export function wordsOf({ host, name, token, ways, seen, issuers }: Described): Record<string, string> {
  const apex = apexOf(host);
  const proof = ownershipRecord(name, token);
  const valuesOf = (...types: DnsRecord["type"][]) => seen.answers.filter(({ type }) => types.includes(type)).map(({ value }) => value);
  const wanted = ways.flatMap((way) => way.records).map(({ value }) => value);
  const addresses = valuesOf("CNAME", "A", "AAAA");
  const texts = valuesOf("TXT");
  return {
    host: readable(host),
    name: readable(name),
    apex: readable(apex),
    proof: proof.name,
    proofShort: shortName(proof.name, apex),
    short: shortName(host, apex),
    seen: listed(addresses.length > 0 ? addresses : texts),
    text: listed(texts),
    stray: listed(addresses.filter((value) => !wanted.includes(value))),
    place: listed(seen.misplaced),
    names: listed(seen.certificateNames),
    issuers: listed(seen.issuers.map((issuer) => issuer || "–")),
    issuer: issuers[0] ?? "",
    servers: seen.nameservers.length > 0 ? ` (${listed(seen.nameservers)})` : "",
  };
}

function listed(values: readonly string[]): string {
  return values.length > 0 ? values.join(", ") : "–";
}
