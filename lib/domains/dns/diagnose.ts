import type { DnsRecord, RankedRecords } from "../port";
import type { Problem } from "../problems";
import { isCdn } from "./cdn";
import { type DnsFacts, isHeard, isProof, type View, valuesOf } from "./facts";

/** Whether a host leads here, as DNS says. `null`: nobody answered, so nothing is known. A problem may stand beside a yes, as a warning. */
export type Diagnosis = { pointsHere: boolean | null; problem: Problem | null };

/** Name servers to which registrars move a domain that was not paid for. */
const expiredServers = /(^|[.-])(expired?|expirations?|pendingrenewaldeletion|renewyourname|pending-?renewal|pending-?delete)[a-z0-9-]*\./;

export type Question = { facts: DnsFacts; ways: readonly RankedRecords[]; issuers: readonly string[] };

/** Decides whether a host leads here, and otherwise names the one reason to tell the merchant first. */
export function diagnose({ facts, ways, issuers }: Question): Diagnosis {
  const heard = facts.views.filter(isHeard);
  if (heard.length === 0) return { pointsHere: null, problem: "resolvers_silent" };
  if (facts.isSignatureBroken) return { pointsHere: false, problem: "dnssec_broken" };
  if (isExpired(facts)) return { pointsHere: false, problem: "registration_expired" };

  const verdicts = heard.map((view) => verdictOf(view, facts, ways));
  const here = verdicts.filter((verdict) => verdict === "here").length;
  if (here === heard.length) return { pointsHere: true, problem: problemOfGood(facts, issuers) };
  if (here > 0) return { pointsHere: false, problem: "still_propagating" };
  const [first = "no_record"] = verdicts.filter((verdict): verdict is Problem => verdict !== "here");
  return { pointsHere: false, problem: first };
}

function isExpired({ isRegistered, nameservers }: DnsFacts): boolean {
  return isRegistered === false || nameservers.some((server) => expiredServers.test(server));
}

/** It leads here; what else would keep it from being served well. */
function problemOfGood(facts: DnsFacts, issuers: readonly string[]): Problem | null {
  if (isForbiddenByCaa(facts.caa, issuers)) return "caa_forbids";
  return facts.views.some((view) => isAliasAtApex(view, facts)) ? "cname_at_apex" : null;
}

/** Whether CAA records let none of our issuers sign. Without an issuer of ours no certificate is asked for. */
export function isForbiddenByCaa(caa: readonly string[] | null, issuers: readonly string[]): boolean {
  return caa !== null && issuers.length > 0 && !issuers.some((issuer) => caa.includes(issuer));
}

function isAliasAtApex(view: View, { host, apex }: DnsFacts): boolean {
  return host === apex && view.alias.kind === "values";
}

/** `here`, or what one resolver's answers say is wrong. */
function verdictOf(view: View, facts: DnsFacts, ways: readonly RankedRecords[]): Problem | "here" {
  if ([view.alias, view.ipv4, view.ipv6].some((answer) => answer.kind === "failed")) return "servers_failing";
  const addresses = { ipv4: valuesOf(view.ipv4), ipv6: valuesOf(view.ipv6) };
  const isOurs = (address: string) => facts.accepted.includes(address);
  const isNamed = valuesOf(view.alias).some((alias) => ways.some((way) => way.records.some((record) => isAliasTo(record, alias))));
  const ours = [...addresses.ipv4, ...addresses.ipv6].filter(isOurs).length;
  const strayIpv4 = addresses.ipv4.filter((address) => !isOurs(address));
  const strayIpv6 = addresses.ipv6.filter((address) => !isOurs(address));
  if (isNamed) return "here";
  if (ours === 0) return elsewhere(view, facts, [...strayIpv4, ...strayIpv6]);
  if (strayIpv4.length > 0) return "old_address_beside";
  return strayIpv6.length > 0 ? "stray_ipv6" : "here";
}

function isAliasTo(record: DnsRecord, alias: string): boolean {
  return record.type === "CNAME" && record.value.toLowerCase() === alias;
}

/** Nothing of it leads here. */
function elsewhere(view: View, facts: DnsFacts, addresses: readonly string[]): Problem {
  const targets = [...valuesOf(view.alias), ...addresses];
  if (targets.length === 0) return facts.misplaced.length > 0 ? "wrong_place" : "no_record";
  if (targets.some(isCdn)) return "behind_cdn";
  return isAliasAtApex(view, facts) ? "cname_at_apex" : "points_elsewhere";
}

/** Whether our own TXT is there for more than half of the resolvers that answer; otherwise what is wrong with it. */
export function diagnoseProof(facts: DnsFacts, proof: DnsRecord): "seen" | Problem {
  const heard = facts.views.map((view) => view.proof).filter((answer) => answer.kind !== "silent");
  if (heard.length === 0) return "resolvers_silent";
  if (facts.isSignatureBroken) return "dnssec_broken";
  if (isExpired(facts)) return "registration_expired";

  const seeing = heard.filter((answer) => valuesOf(answer).some((value) => isProof(value, proof.value))).length;
  if (seeing * 2 > heard.length) return "seen";
  if (seeing > 0) return "still_propagating";
  if (heard.every((answer) => answer.kind === "failed")) return "servers_failing";
  if (facts.misplacedProof.length > 0) return "txt_wrong_place";
  return heard.some((answer) => answer.kind === "values") ? "txt_wrong" : "txt_missing";
}
