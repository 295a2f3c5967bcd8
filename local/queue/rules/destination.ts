import { fail, ok, type Result } from "@/lib/core/result";

/** Where a message goes: one address, or every endpoint of a URL group. */
export type Destination = { kind: "url"; url: string } | { kind: "group"; name: string };

/** An origin that may be called; `*.` in front of the host stands for any number of sub-domain labels, but at least one. */
export type AllowedOrigin = { protocol: string; host: string; port: string; subdomains: boolean };

/** The raw destination of a publish path, and the options that travelled in its query string. */
export type PublishTarget = { destination: string; options: Record<string, string> };

const GROUP_NAME = /^[A-Za-z0-9._-]{1,128}$/;
const URL_SCHEME = /^https?:\/\//i;
/** Where the vendor's client sends what is meant for the vendor's other products (`api: { name: "llm" }`). */
const VENDORS_API = "api/";

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Whether the text may name a queue, a schedule or a URL group on the wire. */
export function isName(text: string): boolean {
  return GROUP_NAME.test(text);
}

/** Whether the text can be stored: the database takes neither NUL nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/**
 * Reads a destination. Fails with `invalid_destination` when it is neither an http(s) address nor a group name, with `unsupported_api`
 * when it is one of the vendor's own interfaces.
 */
export function parseDestination(text: string): Result<Destination, "invalid_destination" | "unsupported_api"> {
  if (text.startsWith(VENDORS_API)) return fail("unsupported_api");
  if (!isStorable(text)) return fail("invalid_destination");
  if (!URL_SCHEME.test(text)) return isName(text) ? ok({ kind: "group", name: text }) : fail("invalid_destination");

  const url = parseUrl(text);
  if (url?.username !== "" || url.password !== "") return fail("invalid_destination");
  return ok({ kind: "url", url: text });
}

function isOption(key: string): boolean {
  const name = key.toLowerCase();
  return name === "qstash_token" || name.startsWith("upstash-");
}

/**
 * Splits what follows `/v2/publish/` in the raw request target. The destination is not percent-encoded there, so its query
 * string is the request's: kept byte for byte, except for `qstash_token` and `upstash-*` keys, which become options.
 */
export function splitPublishTarget(rawTarget: string): PublishTarget {
  const start = rawTarget.indexOf("?");
  if (start < 0) return { destination: rawTarget, options: {} };

  const pairs = rawTarget.slice(start + 1).split("&");
  const kept = pairs.filter((pair) => !isOption(pair.split("=")[0] ?? ""));
  const options: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(pairs.filter((pair) => !kept.includes(pair)).join("&"))) {
    options[key.toLowerCase()] = value;
  }
  return { destination: rawTarget.slice(0, start) + (kept.length > 0 ? `?${kept.join("&")}` : ""), options };
}

function portOf(url: URL): string {
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

/** Parses one allowed origin, such as `http://localhost:3000` or `http://*.localhost:3000`. Throws on anything else: it is configuration. */
export function parseAllowedOrigin(text: string): AllowedOrigin {
  const subdomains = text.includes("://*.");
  const url = parseUrl(text.replace("://*.", "://"));
  if (!url || !URL_SCHEME.test(text) || url.pathname !== "/" || url.search !== "" || url.host.includes("*")) {
    throw new Error(`Not an origin that deliveries can be restricted to: ${text}`);
  }
  return { protocol: url.protocol, host: url.hostname, port: portOf(url), subdomains };
}

/** Whether the address belongs to one of the allowed origins: same scheme, same port, same host or an allowed sub-domain. */
export function isAllowed(address: string, allowed: AllowedOrigin[]): boolean {
  const url = parseUrl(address);
  if (!url) return false;
  return allowed.some((origin) => {
    if (url.protocol !== origin.protocol || portOf(url) !== origin.port) return false;
    return origin.subdomains ? url.hostname.endsWith(`.${origin.host}`) : url.hostname === origin.host;
  });
}
