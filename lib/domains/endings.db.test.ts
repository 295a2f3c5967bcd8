import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayMs, after as later, minuteMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import { findDestination } from "@/lib/stores/destination";
import { findStoreByHost, requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";
import type { DnsServer } from "@/local/dns/server";
import {
  actorOf,
  anyDomain,
  changeClaim,
  claimDomain,
  lookOnce,
  lookUntilRest,
  makeLive,
  noticesOf,
  recordingHost,
  setProof,
  startResolver,
  target,
} from "@/tests/factories/domains";
import { makeStore } from "@/tests/factories/store";
import { makeSubscription } from "@/tests/factories/subscription";
import { addDomain, removeDomain } from "./commands";
import { readDomainRoom } from "./limit";
import { listDomains } from "./queries";

let dns: DnsServer;

beforeAll(async () => {
  dns = await startResolver();
});

afterAll(() => dns.close());

const hostsOf = (store: StoreView) =>
  withPlatform((tx) => tx.storeHost.findMany({ where: { storeId: store.id }, orderBy: { host: "asc" } }));

describe("a domain that breaks later", () => {
  it("is found broken at the second failed look, told, and healed when it heals; the store stays reachable meanwhile", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    await makeLive(dns, store, host);
    dns.zones.clear(host, "A").set({ name: host, type: "A", value: "198.51.100.9" });

    const doubted = await lookOnce(store, host);
    expect(doubted).toMatchObject({ state: "active", failedChecks: 1, problem: "points_elsewhere" });
    expect(doubted.nextCheckAt?.getTime()).toBeLessThan(later(11 * minuteMs).getTime());
    expect(await lookOnce(store, host)).toMatchObject({ state: "degraded" });
    expect((await findStoreByHost(host))?.id).toBe(store.id);
    expect(await findDestination(store.primaryHost)).toEqual({ kind: "here" });
    expect((await requireStore(store.id)).primaryHost).toBe(store.primaryHost);

    dns.zones.clear(host, "A").set({ name: host, type: "A", value: target });
    expect(await lookOnce(store, host)).toMatchObject({ state: "active", failedChecks: 0 });
    expect(await findDestination(store.primaryHost)).toEqual({ kind: "moved", to: host });
    expect(await noticesOf(store)).toEqual(["active", "degraded", "healed"]);
  });
});

describe("a domain that never comes", () => {
  it("is given up after seven days without proof, and can be tried again with the same TXT", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    const { token } = await lookUntilRest(store, host);
    await changeClaim(store, host, { requestedAt: later(-7 * dayMs) });
    expect(await lookOnce(store, host)).toMatchObject({ state: "lapsed", nextCheckAt: null });
    expect(await noticesOf(store)).toEqual(["lapsed"]);

    await claimDomain(store, host);
    expect(await lookUntilRest(store, host)).toMatchObject({ state: "awaiting_ownership", token });
  });

  it("is reminded of after fourteen days without an address, given up after thirty, and let go where it was added", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    const there = recordingHost();
    await setProof(dns, store, host);
    await lookUntilRest(store, host, there);
    await changeClaim(store, host, { provenAt: later(-14 * dayMs - minuteMs), checkedAt: later(-15 * dayMs) });
    await lookOnce(store, host, there);
    await lookOnce(store, host, there);
    expect(await noticesOf(store)).toEqual(["dns_waiting"]);

    await changeClaim(store, host, { provenAt: later(-30 * dayMs) });
    expect(await lookUntilRest(store, host, there)).toMatchObject({ state: "lapsed", nextCheckAt: null });
    expect(await noticesOf(store)).toEqual(["dns_waiting", "lapsed"]);
    expect(there.told.at(-1)).toBe(`remove ${host}`);
  });
});

describe("a domain that is removed", () => {
  it("leads nowhere from that moment, is detached, rests and is free; the store is found at its next address", async () => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    const there = recordingHost();
    await makeLive(dns, store, host, there);

    await removeDomain(actorOf(store), host);
    expect(await findStoreByHost(host)).toBeNull();
    expect(await findDestination(host)).toEqual({ kind: "gone" });
    expect((await requireStore(store.id)).primaryHost).toBe(store.primaryHost);
    expect(await listDomains(store.id)).toEqual([]);

    expect(await lookUntilRest(store, host, there)).toMatchObject({ state: "tombstone", removalReason: "member" });
    expect(there.told).toContain(`remove ${host}`);
    await changeClaim(store, host, { stateSince: later(-30 * dayMs) });
    expect(await lookOnce(store, host, there)).toMatchObject({ state: "released", nextCheckAt: null });
    expect(await findDestination(host)).toEqual({ kind: "here" });
  });

  it("is not given to another store by the old TXT", async () => {
    const [old, young] = [await makeStore(), await makeStore()];
    const host = await claimDomain(old, anyDomain());
    await makeLive(dns, old, host);
    await removeDomain(actorOf(old), host);
    await lookUntilRest(old, host);
    await claimDomain(young, host);
    expect(await lookUntilRest(young, host)).toMatchObject({ state: "awaiting_ownership", problem: "txt_wrong" });
    await setProof(dns, young, host);
    expect(await lookUntilRest(young, host)).toMatchObject({ state: "active" });
  });

  it.each([
    ["closes", { status: "closed" }, "store_closed"],
    ["has not paid for a month", { status: "suspended", suspendedReason: "subscription", suspendedAt: later(-31 * dayMs) }, "plan_lapsed"],
  ])("is let go when its store %s", async (_, data, removalReason) => {
    const store = await makeStore();
    const host = await claimDomain(store, anyDomain());
    await makeLive(dns, store, host);
    await withPlatform((tx) => tx.store.update({ where: { id: store.id }, data }));
    expect(await lookUntilRest(store, host)).toMatchObject({ state: "tombstone", removalReason });
    expect((await hostsOf(store)).map((row) => row.kind)).toEqual(["temporary"]);
  });
});

describe("the limit of a plan", () => {
  it("counts apex and www as one, frees the place of a removed domain, and holds when two are added at once", async () => {
    const store = await makeStore();
    await makeSubscription(store, { maxDomains: 1 });
    const outcomes = await Promise.all([anyDomain(), anyDomain(), anyDomain()].map((name) => addDomain(actorOf(store), name)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === "domain_limit")).toHaveLength(2);
    expect(await readDomainRoom(store.id)).toEqual({ used: 1, limit: 1 });

    const [domain] = await listDomains(store.id);
    await removeDomain(actorOf(store), domain?.name ?? "");
    expect((await addDomain(actorOf(store), anyDomain())).ok).toBe(true);
  });

  it("does not let the same domain in twice", async () => {
    const store = await makeStore();
    const name = await claimDomain(store, anyDomain());
    expect(await addDomain(actorOf(store), `www.${name}`)).toEqual({ ok: false, code: "domain_present" });
  });
});
