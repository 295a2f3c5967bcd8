import { newId } from "@/lib/core/ids";
import { ok } from "@/lib/core/result";
import { withPlatform } from "@/lib/db/transaction";
import { checkClaim } from "@/lib/domains/check";
import type { Claim } from "@/lib/domains/claims";
import { addDomain } from "@/lib/domains/commands";
import { ownershipRecord } from "@/lib/domains/names";
import type { DomainsHost } from "@/lib/domains/port";
import type { StoreView } from "@/lib/stores/types";
import { type DnsServer, startDnsServer } from "@/local/dns/server";
import { Zones } from "@/local/dns/zones";
import { recordedEvents } from "@/tests/factories/events";

/** Where every name of the tests has to lead: this machine, as `DOMAINS_TARGET_IPV4` has it by default. */
export const target = "127.0.0.1";

/** A resolver on loopback that the application asks. Call it before anything reads the environment. */
export async function startResolver(): Promise<DnsServer> {
  const server = await startDnsServer(new Zones());
  process.env.DOMAINS_RESOLVERS = server.address;
  return server;
}

/** A registrable name that no other test has. */
export function anyDomain(): string {
  return `loja-${newId().slice(-12)}.com.br`;
}

/** Claims a domain for a store and returns its name. */
export async function claimDomain(store: StoreView, typed: string): Promise<string> {
  const added = await addDomain(actorOf(store), typed);
  if (!added.ok) throw new Error(`the domain was refused: ${added.code}`);
  return added.value.name;
}

export async function claimOf(store: StoreView, host: string): Promise<Claim> {
  return withPlatform((tx) => tx.hostClaim.findUniqueOrThrow({ where: { storeId_host: { storeId: store.id, host } } }));
}

export function changeClaim(store: StoreView, host: string, data: Partial<Claim>): Promise<unknown> {
  const { seen: _, ways: __, proof: ___, ...plain } = data;
  return withPlatform((tx) => tx.hostClaim.update({ where: { storeId_host: { storeId: store.id, host } }, data: plain }));
}

/** Delivers the check that is due for a host, as the queue would. */
export async function lookOnce(store: StoreView, host: string, where?: DomainsHost): Promise<Claim> {
  const { storeId, id: claimId, checkCount } = await claimOf(store, host);
  await checkClaim({ storeId, claimId, checkCount }, where);
  return claimOf(store, host);
}

/** Delivers checks for as long as each leads to the next at once. */
export async function lookUntilRest(store: StoreView, host: string, where?: DomainsHost): Promise<Claim> {
  for (let round = 0; round < 8; round++) {
    const claim = await lookOnce(store, host, where);
    if (!claim.nextCheckAt || claim.nextCheckAt > new Date()) return claim;
  }
  throw new Error(`${host} does not come to rest`);
}

/** Sets in DNS what a store's claim of a host asks for. */
export async function setRecords({ zones }: DnsServer, store: StoreView, host: string): Promise<void> {
  await setProof({ zones }, store, host);
  zones.set({ name: host, type: "A", value: target });
}

export async function setProof({ zones }: Pick<DnsServer, "zones">, store: StoreView, host: string): Promise<void> {
  const { name, token } = await claimOf(store, host);
  zones.set(ownershipRecord(name, token));
}

/** Brings a host of a store to the state in which visitors reach it. */
export async function makeLive(server: DnsServer, store: StoreView, host: string, where?: DomainsHost): Promise<Claim> {
  await setRecords(server, store, host);
  return lookUntilRest(store, host, where);
}

/** Something that terminates TLS and writes down what it is told; each verb can be made to answer otherwise. */
export function recordingHost(changed: Partial<DomainsHost> = {}): DomainsHost & { told: string[] } {
  const told: string[] = [];
  return {
    name: "vercel",
    issuers: ["letsencrypt.org"],
    tls: "none",
    told,
    add: async (host) => {
      told.push(`add ${host}`);
      return ok({ status: "added" });
    },
    inspect: async (host) => ok({ ways: [{ rank: 1, records: [{ type: "A", name: host, value: target }] }], pointsHere: null, proof: [] }),
    verify: async () => ok(),
    redirect: async (host, to) => {
      told.push(`redirect ${host} ${to}`);
      return ok();
    },
    remove: async (host) => {
      told.push(`remove ${host}`);
      return ok();
    },
    ...changed,
  };
}

/** Somebody of a store. */
export function actorOf(store: StoreView): { storeId: StoreView["id"]; actorId: string } {
  return { storeId: store.id, actorId: newId() };
}

/** What the mails about a store's domains were to say, oldest first. */
export async function noticesOf(store: StoreView) {
  return (await recordedEvents(store, "domain.notice_due")).map(({ notice }) => notice);
}
