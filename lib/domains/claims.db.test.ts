import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fail, ok } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { findDestination } from "@/lib/stores/destination";
import { findStoreByHost, requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";
import type { DnsServer } from "@/local/dns/server";
import {
  actorOf,
  anyDomain,
  claimDomain,
  claimOf,
  lookOnce,
  lookUntilRest,
  makeLive,
  noticesOf,
  recordingHost,
  setProof,
  setRecords,
  startResolver,
  target,
} from "@/tests/factories/domains";
import { recordedEvents } from "@/tests/factories/events";
import { makeStore } from "@/tests/factories/store";
import { checkClaim } from "./check";
import { checkNow, removeDomain } from "./commands";
import { makePrimary } from "./primary";
import { listDomains } from "./queries";

let dns: DnsServer;

beforeAll(async () => {
  dns = await startResolver();
});

afterAll(() => dns.close());

/** What the audit log says of a host, oldest first. */
async function auditOf(store: StoreView, host: string): Promise<string[]> {
  const entries = await withStore(store.id, (tx) =>
    tx.auditEntry.findMany({ where: { storeId: store.id, subject: host }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
  );
  return entries.map(({ action }) => action);
}

describe("a domain of a store's own", () => {
  it("goes from the request to serving the store, told at every step, and becomes the address that all others lead to", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, `https://${anyDomain().toUpperCase()}/`);

    expect(await lookUntilRest(store, host)).toMatchObject({ state: "awaiting_ownership", problem: "txt_missing" });
    expect(await findStoreByHost(host)).toBeNull();

    await setProof(dns, store, host);
    expect(await lookUntilRest(store, host)).toMatchObject({ state: "awaiting_dns", problem: "no_record" });
    expect(await findStoreByHost(host)).toBeNull();

    dns.zones.set({ name: host, type: "A", value: target });
    expect(await lookUntilRest(store, host)).toMatchObject({ state: "active", problem: null });

    expect((await findStoreByHost(host))?.id).toBe(store.id);
    expect((await requireStore(store.id)).primaryHost).toBe(host);
    expect(await findDestination(store.primaryHost)).toEqual({ kind: "moved", to: host });
    expect(await findDestination(host)).toEqual({ kind: "here" });
    expect(await auditOf(store, host)).toEqual([
      "domain.requested",
      "domain.awaiting_ownership",
      "domain.awaiting_dns",
      "domain.issuing_tls",
      "domain.active",
    ]);
    expect(await noticesOf(store)).toEqual(["active"]);
  });

  it("is served with its www, and the spelling that was typed is the main one as soon as it works", async () => {
    const store = await makeStore();
    const apex = anyDomain();
    const www = `www.${apex}`;
    await claimDomain(store, www);
    await makeLive(dns, store, apex);
    expect((await requireStore(store.id)).primaryHost).toBe(apex);

    dns.zones.set({ name: www, type: "A", value: target });
    await lookUntilRest(store, www);
    expect((await requireStore(store.id)).primaryHost).toBe(www);
    expect(await findDestination(apex)).toEqual({ kind: "moved", to: www });
  });

  it("is told to redirect where TLS is terminated once its other spelling is the main one", async () => {
    const store = await makeStore();
    const apex = anyDomain();
    const www = `www.${apex}`;
    const host = recordingHost();
    await claimDomain(store, apex);
    await makeLive(dns, store, apex, host);
    await makeLive(dns, store, www, host);
    await lookOnce(store, www, host);
    expect(host.told).toContain(`redirect ${www} ${apex}`);
    expect((await claimOf(store, www)).redirectTo).toBe(apex);

    expect((await makePrimary(actorOf(store), www)).ok).toBe(true);
    expect((await claimOf(store, www)).redirectTo).toBeNull();
    expect(await findDestination(apex)).toEqual({ kind: "moved", to: www });
    await lookOnce(store, apex, host);
    expect(host.told).toContain(`redirect ${apex} ${www}`);
  });

  it("is shown to its own store alone, with what to set and what is seen", async () => {
    const [store, other] = [await makeStore(), await makeStore()];
    const host = await claimDomain(store, anyDomain());
    await setProof(dns, store, host);
    await lookUntilRest(store, host);
    const [domain] = await listDomains(store.id);
    expect(domain?.proof.name).toBe(`_vitrine.${host}`);
    expect(domain?.hosts[0]).toMatchObject({ host, state: "awaiting_dns", problem: "no_record", isPrimary: false });
    expect(domain?.hosts[0]?.ways[0]?.records).toEqual([{ type: "A", name: host, value: target }]);
    expect(await listDomains(other.id)).toEqual([]);
    expect(await removeDomain(actorOf(other), host)).toEqual({ ok: false, code: "not_found" });
    expect(await checkNow(other.id, host)).toEqual({ ok: false, code: "not_found" });
    expect(await makePrimary(actorOf(other), host)).toEqual({ ok: false, code: "not_found" });
  });
});

describe("a look at a domain", () => {
  it("done several times at once changes it once", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    await lookUntilRest(store, host);
    await setRecords(dns, store, host);
    const { id: claimId, checkCount } = await claimOf(store, host);
    await Promise.all(Array.from({ length: 6 }, () => checkClaim({ storeId: store.id, claimId, checkCount })));
    expect(await claimOf(store, host)).toMatchObject({ state: "awaiting_dns", checkCount: checkCount + 1 });
    expect((await auditOf(store, host)).filter((action) => action === "domain.awaiting_dns")).toHaveLength(1);
  });

  it("that was overtaken changes nothing", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    const { id: claimId, checkCount } = await claimOf(store, host);
    await removeDomain(actorOf(store), host);
    await checkClaim({ storeId: store.id, claimId, checkCount });
    expect((await claimOf(store, host)).state).toBe("released");
  });

  it("plans the next one, in the same commit", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    const { checkCount, id } = await lookUntilRest(store, host);
    const due = await recordedEvents(store, "domain.check_due");
    expect(due.at(-1)).toEqual({ storeId: store.id, claimId: id, checkCount });
  });

  it("waits while nobody answers for the platform, and goes on when somebody does", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    const silent = recordingHost({ add: async () => fail("unreachable"), inspect: async () => fail("unreachable") });
    expect(await lookUntilRest(store, host, silent)).toMatchObject({ state: "requested", problem: "host_unreachable" });
    await setRecords(dns, store, host);
    expect(await lookUntilRest(store, host, recordingHost())).toMatchObject({ state: "active" });
  });
});

describe("several stores and one domain", () => {
  it("may all ask for it; the first to prove it wins, and the others are told", async () => {
    const [first, second] = [await makeStore(), await makeStore()];
    const host = anyDomain();
    await claimDomain(first, host);
    await claimDomain(second, host);
    await Promise.all([lookUntilRest(first, host), lookUntilRest(second, host)]);
    expect((await claimOf(first, host)).token).not.toBe((await claimOf(second, host)).token);

    await makeLive(dns, second, host);
    expect(await lookUntilRest(first, host)).toMatchObject({ state: "conflict", problem: "other_store" });
    await setProof(dns, first, host);
    expect(await lookUntilRest(first, host)).toMatchObject({ state: "conflict", problem: "other_store" });
    expect((await findStoreByHost(host))?.id).toBe(second.id);

    await removeDomain(actorOf(second), host);
    await lookUntilRest(second, host);
    expect(await lookUntilRest(first, host)).toMatchObject({ state: "active" });
    expect((await findStoreByHost(host))?.id).toBe(first.id);
  });

  it("cannot both win when they prove it at the same moment", async () => {
    const stores = [await makeStore(), await makeStore(), await makeStore()];
    const host = anyDomain();
    for (const store of stores) {
      await claimDomain(store, host);
      await lookUntilRest(store, host);
      await setProof(dns, store, host);
    }
    await Promise.all(stores.map((store) => lookOnce(store, host)));
    const states = await Promise.all(stores.map(async (store) => (await claimOf(store, host)).state));
    expect(states.toSorted()).toEqual(["awaiting_dns", "conflict", "conflict"]);
  });

  it("one that no longer leads to its store goes to whoever proves it now", async () => {
    const [old, young] = [await makeStore(), await makeStore()];
    const host = anyDomain();
    await claimDomain(old, host);
    await makeLive(dns, old, host);
    dns.zones.clear(host);
    await lookOnce(old, host);
    expect(await lookOnce(old, host)).toMatchObject({ state: "degraded" });

    await claimDomain(young, host);
    const there = recordingHost();
    expect(await makeLive(dns, young, host, there)).toMatchObject({ state: "conflict", problem: "other_store" });
    expect(await lookUntilRest(young, host, there)).toMatchObject({ state: "active" });
    expect(await claimOf(old, host)).toMatchObject({ state: "tombstone", removalReason: "taken_over" });
    expect((await findStoreByHost(host))?.id).toBe(young.id);
    expect((await requireStore(old.id)).primaryHost).toBe(old.primaryHost);
    expect(await noticesOf(old)).toContain("taken_over");
    expect(there.told).not.toContain(`remove ${host}`);
  });

  it("held by another account of the platform: its TXT is shown, and the way goes on once it is lifted", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    const proof = [{ type: "TXT" as const, name: `_vercel.${host}`, value: "vc-domain-verify=x" }];
    let isLifted = false;
    const there = recordingHost({
      add: async () => (isLifted ? ok({ status: "added" }) : ok({ status: "owned_elsewhere", proof })),
      verify: async () => (isLifted ? ok() : fail("proof_missing")),
    });
    await setRecords(dns, store, host);
    expect(await lookUntilRest(store, host, there)).toMatchObject({ state: "conflict", problem: "other_account", proof });
    isLifted = true;
    expect(await lookUntilRest(store, host, there)).toMatchObject({ state: "active" });
  });
});
