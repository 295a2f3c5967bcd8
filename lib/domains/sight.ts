import { z } from "zod";
import type { DnsFacts } from "./dns/facts";
import { valuesOf } from "./dns/facts";
import type { DnsRecord } from "./port";

const record = z.object({ type: z.enum(["A", "AAAA", "CNAME", "TXT"]), name: z.string(), value: z.string() });
export const recordsSchema = z.array(record).catch([]);
export const waysSchema = z.array(z.object({ rank: z.number(), records: z.array(record) })).catch([]);

/** What a look at a host found, as it is kept for the merchant to read. */
export const sightSchema = z.object({
  /** What DNS answers now, of all resolvers together. */
  answers: z.array(record).catch([]),
  /** Names at which something stands by mistake. */
  misplaced: z.array(z.string()).catch([]),
  nameservers: z.array(z.string()).catch([]),
  /** Issuers that CAA records let sign. */
  issuers: z.array(z.string()).catch([]),
  /** Names that the certificate is for. */
  certificateNames: z.array(z.string()).catch([]),
});
export type Sight = z.infer<typeof sightSchema>;

export const nothingSeen: Sight = { answers: [], misplaced: [], nameservers: [], issuers: [], certificateNames: [] };

/** The part of the facts that is worth keeping; `proofName` is where our own TXT belongs. */
export function sightOf(facts: DnsFacts, proofName: string, certificateNames: string[]): Sight {
  const seen = (type: DnsRecord["type"], name: string, pick: (view: DnsFacts["views"][number]) => string[]) =>
    [...new Set(facts.views.flatMap(pick))].slice(0, 8).map((value) => ({ type, name, value: value.slice(0, 300) }));
  return {
    answers: [
      ...seen("CNAME", facts.host, (view) => valuesOf(view.alias)),
      ...seen("A", facts.host, (view) => valuesOf(view.ipv4)),
      ...seen("AAAA", facts.host, (view) => valuesOf(view.ipv6)),
      ...seen("TXT", proofName, (view) => valuesOf(view.proof)),
    ],
    misplaced: [...facts.misplaced, ...facts.misplacedProof],
    nameservers: facts.nameservers.slice(0, 6),
    issuers: facts.caa ?? [],
    certificateNames,
  };
}
