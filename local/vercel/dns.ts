import { Resolver } from "node:dns/promises";
import type { RecordSession } from "@/local/sandbox/records";
import { ANYONE, kinds, type SeenRecords } from "@/local/vercel/model";

/** What is seen of one name. Nothing is seen of a name without records. */
export type Look = (session: RecordSession, host: string) => Promise<SeenRecords>;

/**
 * Reads a name as the vendor would: what was set at the sandbox's controls, else what the given DNS servers answer
 * (`127.0.0.1:5353`). Without servers a name that nobody set has no records.
 */
export function lookThrough(servers: readonly string[]): Look {
  return async (session, host) => {
    const set = await session.in(ANYONE).get(kinds.records, host);
    if (set) return set;
    return servers.length > 0 ? ask(servers, host) : noRecords(host);
  };
}

export function noRecords(host: string): SeenRecords {
  return { host, A: [], CNAME: [], TXT: [], isProxied: false };
}

async function ask(servers: readonly string[], host: string): Promise<SeenRecords> {
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  resolver.setServers(servers);
  const [A, CNAME, TXT] = await Promise.all([
    answersOf(resolver.resolve4(host)),
    answersOf(resolver.resolveCname(host)),
    answersOf(resolver.resolveTxt(host)),
  ]);
  return { host, A, CNAME: CNAME.map(withoutDot), TXT: TXT.map((parts) => parts.join("")), isProxied: false };
}

/** A name without such records, and a server that does not answer, both show nothing. */
function answersOf<Answer>(asked: Promise<Answer[]>): Promise<Answer[]> {
  return asked.catch(() => []);
}

export function withoutDot(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
