/** Where a request's host leads. Decided by the name alone: no lookup, no session. */
export type HostKind = { kind: "platform" } | { kind: "machine" } | { kind: "store"; host: string } | { kind: "invalid" };

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The host name in the one form that is stored and compared: lower case, IDNA/punycode, no port, no trailing dot, no `www.`
 * stripping. Null when it is no DNS name and no IP literal.
 */
export function normaliseHost(raw: string | null | undefined): string | null {
  const text = raw?.trim() ?? "";
  if (text === "" || text.length > 300 || /[/?#@\\\s%]/.test(text)) return null;
  let hostname: string;
  try {
    hostname = new URL(`http://${text}`).hostname;
  } catch {
    return null;
  }
  const name = hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
  if (name.startsWith("[")) return name;
  if (name.length === 0 || name.length > 253) return null;
  return name.split(".").every((part) => label.test(part)) ? name : null;
}

/** Loopback literals: the machine itself asking (health checks, Caddy, the local queue). */
function isLoopback(host: string): boolean {
  return host === "127.0.0.1" || host === "[::1]";
}

/** Sorts a request by its Host header. `platformUrl` is the platform's own address. */
export function classifyHost(raw: string | null | undefined, platformUrl: string): HostKind {
  const host = normaliseHost(raw);
  if (host === null) return { kind: "invalid" };
  if (host === new URL(platformUrl).hostname) return { kind: "platform" };
  return isLoopback(host) ? { kind: "machine" } : { kind: "store", host };
}

/** The host that a store answers on from its first minute. */
export function temporaryHost(slug: string, storesDomain: string): string {
  return `${slug}.${storesDomain}`.toLowerCase();
}

/** The address of a host, with the scheme and port that the platform itself is reached by. */
export function addressOf(host: string, platformUrl: string): string {
  const platform = new URL(platformUrl);
  return `${platform.protocol}//${host}${platform.port ? `:${platform.port}` : ""}`;
}

/** What follows a slug in an address as people see it: the stores' domain, with the platform's port where it has one. */
export function storesSuffix({ STORES_DOMAIN, PLATFORM_URL }: { STORES_DOMAIN: string; PLATFORM_URL: string }): string {
  const { port } = new URL(PLATFORM_URL);
  return port ? `${STORES_DOMAIN}:${port}` : STORES_DOMAIN;
}
