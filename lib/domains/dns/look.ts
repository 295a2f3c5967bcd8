import { apexOf } from "../names";
import type { DnsRecord, RankedRecords } from "../port";
import { DnsResolver } from "./ask";
import { type Answer, type DnsFacts, isHeard, isProof, type View, valuesOf } from "./facts";
import { answersUnchecked } from "./unchecked";

export type Look = { host: string; ways: RankedRecords[]; proof: DnsRecord; resolvers: readonly string[] };

/** Asks several resolvers everything that decides whether a host leads here and, if not, why. Changes nothing; takes seconds at worst. */
export async function lookAtDns({ host, ways, proof, resolvers }: Look): Promise<DnsFacts> {
  const apex = apexOf(host);
  const asked = resolvers.map((address) => new DnsResolver(address));
  const views = await Promise.all(asked.map((resolver) => viewOf(resolver, host, proof.name)));
  const awake = asked.filter((_, index) => isHeard(views[index]));
  const seen = { host, apex, views };
  if (awake.length === 0) return { ...seen, ...nothingKnown };

  const [registration, caa, accepted] = await Promise.all([
    askRegistration(awake, apex),
    askCaa(awake, host),
    acceptedAddresses(awake, ways),
  ]);
  const isFailing = views.some(({ ipv4 }) => ipv4.kind === "failed");
  const isEmpty = views.every(({ alias, ipv4, ipv6 }) => [alias, ipv4, ipv6].every((answer) => answer.kind !== "values"));
  const hasProof = views.some((view) => valuesOf(view.proof).length > 0);
  return {
    ...seen,
    ...registration,
    caa,
    accepted,
    isSignatureBroken: isFailing && (await isAnsweredUnchecked(awake, host)),
    misplaced: isEmpty && !isFailing ? await findMisplaced(awake, host, apex) : [],
    misplacedProof: hasProof || isFailing ? [] : await findMisplacedProof(awake, proof, apex),
  };
}

const nothingKnown = {
  isRegistered: null,
  nameservers: [],
  caa: null,
  accepted: [],
  isSignatureBroken: false,
  misplaced: [],
  misplacedProof: [],
} satisfies Partial<DnsFacts>;

async function viewOf(resolver: DnsResolver, host: string, proofName: string): Promise<View> {
  const [alias, ipv4, ipv6, proof] = await Promise.all([
    resolver.ask(host, "CNAME"),
    resolver.ask(host, "A"),
    resolver.ask(host, "AAAA"),
    resolver.ask(proofName, "TXT"),
  ]);
  return { resolver: resolver.address, alias, ipv4, ipv6, proof };
}

/** The first resolver that answers decides; the others are asked only while there is silence. */
async function firstAnswer(resolvers: readonly DnsResolver[], name: string, type: "A" | "AAAA" | "NS" | "CAA" | "TXT"): Promise<Answer> {
  for (const resolver of resolvers) {
    const answer = await resolver.ask(name, type);
    if (answer.kind !== "silent") return answer;
  }
  return { kind: "silent" };
}

async function askRegistration(
  resolvers: readonly DnsResolver[],
  apex: string,
): Promise<{ isRegistered: boolean | null; nameservers: string[] }> {
  const answer = await firstAnswer(resolvers, apex, "NS");
  if (answer.kind === "silent" || answer.kind === "failed") return { isRegistered: null, nameservers: [] };
  return { isRegistered: answer.kind !== "no_name", nameservers: valuesOf(answer) };
}

/** Climbs from the host towards the root; the nearest name that has CAA records decides alone (RFC 8659 3). */
async function askCaa(resolvers: readonly DnsResolver[], host: string): Promise<string[] | null> {
  const labels = host.split(".");
  for (let index = 0; index < labels.length - 1; index++) {
    const answer = await firstAnswer(resolvers, labels.slice(index).join("."), "CAA");
    if (answer.kind === "values") return answer.values;
  }
  return null;
}

/** The addresses to set, and those that a name to set leads to now: providers that flatten a CNAME show these. */
async function acceptedAddresses(resolvers: readonly DnsResolver[], ways: readonly RankedRecords[]): Promise<string[]> {
  const records = ways.flatMap((way) => way.records);
  const direct = records.filter(({ type }) => type === "A" || type === "AAAA").map(({ value }) => value);
  const names = [...new Set(records.filter(({ type }) => type === "CNAME").map(({ value }) => value))];
  const led = await Promise.all(names.flatMap((name) => [firstAnswer(resolvers, name, "A"), firstAnswer(resolvers, name, "AAAA")]));
  return [...new Set([...direct, ...led.flatMap(valuesOf)])];
}

async function isAnsweredUnchecked(resolvers: readonly DnsResolver[], host: string): Promise<boolean> {
  const answers = await Promise.all(resolvers.map(({ address }) => answersUnchecked(address, host)));
  return answers.some(Boolean);
}

/** Panels that append the zone turn `shop.example.com` into `shop.example.com.example.com`, and `shop` in its own zone into `shop.shop.example.com`. */
async function findMisplaced(resolvers: readonly DnsResolver[], host: string, apex: string): Promise<string[]> {
  const candidates = [`${host}.${apex}`, `${host.split(".")[0]}.${host}`];
  const found = await Promise.all(candidates.map((name) => firstAnswer(resolvers, name, "A")));
  return candidates.filter((_, index) => found[index]?.kind === "values");
}

/** Our TXT at the name itself, below the zone's name twice, or without its first label. Another text there is somebody else's business. */
async function findMisplacedProof(resolvers: readonly DnsResolver[], proof: DnsRecord, apex: string): Promise<string[]> {
  const bare = proof.name.slice(proof.name.indexOf(".") + 1);
  const candidates = [...new Set([bare, `${proof.name}.${apex}`, `_vitrine.${proof.name}`, `_vitrine.www.${bare}`, `_vitrine.${apex}`])];
  const elsewhere = candidates.filter((name) => name !== proof.name && name.length <= 253);
  const found = await Promise.all(elsewhere.map((name) => firstAnswer(resolvers, name, "TXT")));
  return elsewhere.filter((_, index) => valuesOf(found[index] ?? { kind: "none" }).some((value) => isProof(value, proof.value)));
}
