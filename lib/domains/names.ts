import ipaddr from "ipaddr.js";
import { parse } from "tldts";
import { fail, ok, type Result } from "@/lib/core/result";
import { normaliseHost } from "@/lib/stores/hosts";

export type NameProblem =
  | "name_required"
  | "name_unreadable"
  | "name_ip_address"
  | "name_email"
  | "name_wildcard"
  | "name_public_suffix"
  | "name_unknown_ending"
  | "name_ours"
  | "name_reserved"
  | "name_repeated"
  | "name_too_long";

/** A domain that a store wants to be found at. */
export type DomainName = {
  /** `loja.com.br` for both it and its www; any other sub-domain is a name of its own. */
  name: string;
  /** What the merchant typed comes first, then the other of apex and www. */
  hosts: [string, ...string[]];
};

/** What belongs to the platform, and whether names that only this machine knows are let in. */
export type OwnRoots = { platformUrl: string; storesDomain: string; allowsLocalhost: boolean };

/** Names of a domain that serve its mail and its DNS: a shop there would break them. */
const infrastructure = new Set(
  "mail smtp imap pop pop3 mx webmail autodiscover autoconfig ns ns1 ns2 ns3 ns4 dns wpad ftp localhost _domainkey _dmarc".split(" "),
);
/** Set apart for documentation (RFC 2606, RFC 6761); nobody owns them. */
const documentation = new Set(["example.com", "example.net", "example.org"]);
const localEnding = ".localhost";
/** Leaves room for `_vitrine.` in front. */
const maxLength = 240;

/**
 * Reads a domain from any sane spelling: with scheme, path, port, upper case, a dot at the end, or in its own script. The Public
 * Suffix List says where the registrable name begins (`loja.com.br`, never `com.br`). Fails with what is wrong with it.
 */
export function readDomainName(typed: string, roots: OwnRoots): Result<DomainName, NameProblem> {
  const host = readHost(typed);
  if (!host.ok) return host;
  const name = host.value;
  const apex = findApex(name, roots);
  if (!apex.ok) return apex;
  const refused = refusal(name, apex.value, roots);
  if (refused) return fail(refused);

  const www = `www.${apex.value}`;
  if (name !== apex.value && name !== www) return ok({ name, hosts: [name] });
  return ok({ name: apex.value, hosts: name === www ? [www, apex.value] : [apex.value, www] });
}

function readHost(typed: string): Result<string, NameProblem> {
  const text = typed
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/[/?#\\].*$/s, "");
  if (text === "") return fail("name_required");
  if (text.includes("@")) return fail("name_email");
  if (text.includes("*")) return fail("name_wildcard");
  const host = normaliseHost(text);
  if (host === null) return fail(text.length > maxLength ? "name_too_long" : "name_unreadable");
  if (host.startsWith("[") || ipaddr.isValid(host)) return fail("name_ip_address");
  return host.length > maxLength ? fail("name_too_long") : ok(host);
}

function findApex(host: string, roots: OwnRoots): Result<string, NameProblem> {
  const { domain, isIcann, isPrivate, publicSuffix } = parse(publicPart(host, roots), { allowPrivateDomains: true });
  if (!isIcann && !isPrivate) return fail(host.includes(".") ? "name_unknown_ending" : "name_unreadable");
  if (domain === null) return fail(publicSuffix ? "name_public_suffix" : "name_unreadable");
  return ok(host.endsWith(localEnding) ? `${domain}${localEnding}` : domain);
}

/** On one's own machine `loja.com.br.localhost` stands for `loja.com.br`: browsers take every such name to the machine itself (RFC 6761). */
function publicPart(host: string, { allowsLocalhost }: Pick<OwnRoots, "allowsLocalhost">): string {
  return allowsLocalhost && host.endsWith(localEnding) ? host.slice(0, -localEnding.length) : host;
}

function refusal(host: string, apex: string, roots: OwnRoots): NameProblem | null {
  if (isOurs(host, apex, roots)) return "name_ours";
  if (documentation.has(apex)) return "name_reserved";
  const before = host === apex ? "" : host.slice(0, -apex.length - 1);
  const labels = before === "" ? [] : before.split(".");
  if (labels.some((label) => infrastructure.has(label))) return "name_reserved";
  return hasRepeats(labels, apex) ? "name_repeated" : null;
}

/** The platform's own address, the stores' domain with every temporary host below it, and whatever else is registered with them. */
function isOurs(host: string, apex: string, { platformUrl, storesDomain }: OwnRoots): boolean {
  const roots = [new URL(platformUrl).hostname, storesDomain.toLowerCase()];
  if (roots.some((root) => root !== "localhost" && (host === root || host.endsWith(`.${root}`)))) return true;
  return roots.some((root) => parse(root, { allowPrivateDomains: true }).domain === apex);
}

/** `www.www.loja.com.br` and `loja.com.br.loja.com.br`: what a form of a DNS provider makes of a whole name. */
function hasRepeats(labels: readonly string[], apex: string): boolean {
  const first = apex.split(".")[0];
  const before = labels.join(".");
  if (before === apex || before.endsWith(`.${apex}`)) return true;
  return [...labels, first].some((label, index, all) => index > 0 && label === all[index - 1]);
}

/** The registrable name that a host belongs to, as the Public Suffix List has it: `loja.com.br` for `www.loja.com.br`. */
export function apexOf(host: string): string {
  const isLocal = host.endsWith(localEnding);
  const { domain } = parse(isLocal ? host.slice(0, -localEnding.length) : host, { allowPrivateDomains: true });
  return domain === null ? host : `${domain}${isLocal ? localEnding : ""}`;
}

/** Where our own TXT stands for a name, and what it says. */
export function ownershipRecord(name: string, token: string): { type: "TXT"; name: string; value: string } {
  return { type: "TXT", name: `_vitrine.${name}`, value: `vitrine-verification=${token}` };
}
