import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { removeDomain } from "@/lib/domains/commands";
import type { DomainsHost } from "@/lib/domains/port";
import { waysSchema } from "@/lib/domains/sight";
import { vercelHost } from "@/lib/domains/vercel";
import type { DnsServer } from "@/local/dns/server";
import { paths, type RunningVercel, startVercel } from "@/tests/contract/domains/running-vercel";
import { anyDomain, claimDomain, lookOnce, lookUntilRest, setProof, startResolver } from "@/tests/factories/domains";
import { makeStore } from "@/tests/factories/store";

let dns: DnsServer;
let vercel: RunningVercel;
/** Vercel as it is, but for the certificate: the sandbox shakes no hands. */
let host: DomainsHost;

beforeAll(async () => {
  dns = await startResolver();
  vercel = await startVercel();
  host = { ...vercelHost(vercel.options), tls: "none" };
});
afterAll(async () => {
  await vercel.close();
  await dns.close();
});

/** Sets the record that the merchant is told to, in the DNS that we ask and in what Vercel sees. */
async function point(name: string): Promise<void> {
  const found = await host.inspect(name);
  const [record] = found.ok ? (found.value.ways[0]?.records ?? []) : [];
  if (record?.type !== "A" && record?.type !== "CNAME") throw new Error("no record to set");
  dns.zones.set({ name, type: record.type, value: record.value });
  await vercel.setRecords({ host: name, [record.type]: [record.value] });
}

const onVercel = async (domain: string) => (await vercel.call("get", paths.one, { domain })).body;

it("takes a domain from the request to its removal, apex and www together", async () => {
  const store = await makeStore();
  const apex = await claimDomain(store, anyDomain());
  const www = `www.${apex}`;
  expect(await lookUntilRest(store, apex, host)).toMatchObject({ state: "awaiting_ownership" });
  expect(await vercel.names()).not.toContain(apex);

  await setProof(dns, store, apex);
  const waiting = await lookUntilRest(store, apex, host);
  expect(waiting.state).toBe("awaiting_dns");
  expect(waysSchema.parse(waiting.ways)[0]?.records).toEqual([{ type: "A", name: apex, value: "216.198.79.1" }]);
  expect(await onVercel(apex)).toMatchObject({ verified: true });

  for (const name of [apex, www]) {
    await point(name);
    expect(await lookUntilRest(store, name, host)).toMatchObject({ state: "active" });
  }
  await lookOnce(store, www, host);
  expect(await onVercel(www)).toMatchObject({ redirect: apex, redirectStatusCode: 308 });

  await removeDomain({ storeId: store.id, actorId: newId() }, apex);
  for (const name of [apex, www]) expect(await lookUntilRest(store, name, host)).toMatchObject({ state: "tombstone" });
  expect((await vercel.names()).filter((name) => name.endsWith(apex))).toEqual([]);
});

it("shows the merchant the TXT that frees a name of another account, and goes on once it is set", async () => {
  const store = await makeStore();
  const name = anyDomain();
  await vercel.holdElsewhere(name);
  await claimDomain(store, name);
  await setProof(dns, store, name);

  const held = await lookUntilRest(store, name, host);
  expect(held).toMatchObject({ state: "conflict", problem: "other_account" });
  expect(held.proof).toEqual([{ type: "TXT", name: `_vercel.${name}`, value: expect.stringContaining(`vc-domain-verify=${name},`) }]);

  const [wanted] = held.proof as { value: string }[];
  await vercel.setRecords({ host: `_vercel.${name}`, TXT: [wanted?.value ?? ""] });
  expect(await lookUntilRest(store, name, host)).toMatchObject({ state: "awaiting_dns" });
});

it("adds a domain again that somebody took off the project by hand", async () => {
  const store = await makeStore();
  const name = await claimDomain(store, anyDomain());
  await setProof(dns, store, name);
  await lookUntilRest(store, name, host);
  await point(name);
  await lookUntilRest(store, name, host);
  await vercel.call("delete", paths.one, { domain: name });

  expect(await lookOnce(store, name, host)).toMatchObject({ state: "active" });
  expect(await vercel.names()).toContain(name);
});

it("waits through an outage of the vendor, and says whose trouble it is", async () => {
  const store = await makeStore();
  const name = await claimDomain(store, anyDomain());
  await setProof(dns, store, name);
  for (const operation of ["GET /v6/domains/{domain}/config", "GET /v9/projects/{idOrName}/domains/{domain}"]) {
    await vercel.fault({ operation, effect: { kind: "fail_before" } });
  }

  expect(await lookOnce(store, name, host)).toMatchObject({ state: "requested", problem: "host_unreachable" });
  expect(await lookUntilRest(store, name, host)).toMatchObject({ state: "awaiting_dns" });
});
