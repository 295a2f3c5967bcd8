/** Headers by lower-case name. */
export type Headers = Record<string, string>;

const FORWARD = "upstash-forward-";
const NEVER_DELIVERED = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Writes a header name the way HTTP/1.1 servers do: `content-type` becomes `Content-Type`. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether HTTP can carry all of these (RFC 9110 §5): those of a batch or of a query string came as JSON or as text, which can hold anything. */
export function areCarriable(headers: Headers): boolean {
  return Object.entries(headers).every(([name, value]) => NAME.test(name) && VALUE.test(value));
}

function isDeliverable(name: string): boolean {
  return name !== "" && !NEVER_DELIVERED.has(name) && !name.startsWith("upstash-");
}

function passedThrough(headers: Headers): [string, string][] {
  if (headers["upstash-header-forward"] !== "true") return [];
  return Object.entries(headers).filter(([name]) => name !== "authorization" && isDeliverable(name));
}

/**
 * The headers that the destination receives, by canonical name: `Content-Type` as is, each `Upstash-Forward-<Name>` as
 * `<Name>`, and every other header too when `Upstash-Header-Forward` is `true` (never the queue's own token).
 * Headers that belong to one connection are left out.
 */
export function deliveredHeaders(headers: Headers): Headers {
  const forwarded = Object.entries(headers)
    .filter(([name]) => name.startsWith(FORWARD))
    .map(([name, value]): [string, string] => [name.slice(FORWARD.length), value])
    .filter(([name]) => isDeliverable(name));
  const contentType: [string, string][] = headers["content-type"] ? [["content-type", headers["content-type"]]] : [];

  const delivered: Headers = {};
  for (const [name, value] of [...passedThrough(headers), ...contentType, ...forwarded]) delivered[canonicalName(name)] = value;
  return delivered;
}

/** Headers by lower-case name; what came last wins. */
export function lowerCased(entries: Iterable<[string, string]>): Headers {
  const headers: Headers = {};
  for (const [name, value] of entries) headers[name.toLowerCase()] = value;
  return headers;
}
