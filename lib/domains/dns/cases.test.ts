import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { translator } from "@/lib/i18n/translator";
import { type DnsServer, startDnsServer } from "@/local/dns/server";
import { Zones } from "@/local/dns/zones";
import { ownershipRecord } from "../names";
import type { RankedRecords } from "../port";
import type { Problem } from "../problems";
import { sightOf } from "../sight";
import { wordsOf } from "../words";
import { type Diagnosis, diagnose, diagnoseProof } from "./diagnose";
import { lookAtDns } from "./look";

const ours = "203.0.113.10";
const oursIpv6 = "2001:db8::10";
const target = "shops.vitrine.example";
const token = "0123456789abcdef0123456789abcdef01234567";
const issuers = ["letsencrypt.org"];

let first: DnsServer;
let second: DnsServer;

beforeEach(async () => {
  first = await startDnsServer(new Zones());
  second = await startDnsServer(new Zones());
});

afterEach(async () => {
  await Promise.all([first.close(), second.close()]);
});

/** Both resolvers know it. */
function zones(): Pick<Zones, "set" | "fail"> {
  return {
    set: (...records) => {
      second.zones.set(...records);
      return first.zones.set(...records);
    },
    fail: (name, fault) => {
      second.zones.fail(name, fault);
      return first.zones.fail(name, fault);
    },
  };
}

function waysFor(host: string): RankedRecords[] {
  const addresses = [
    { type: "A" as const, name: host, value: ours },
    { type: "AAAA" as const, name: host, value: oursIpv6 },
  ];
  const alias = { type: "CNAME" as const, name: host, value: target };
  return host === "loja.com.br"
    ? [{ rank: 1, records: addresses }]
    : [
        { rank: 1, records: [alias] },
        { rank: 2, records: addresses },
      ];
}

type Told = Diagnosis & { proof: "seen" | Problem; what: string | null; remedy: string | null };

async function look(host: string, name = host): Promise<Told> {
  const ways = waysFor(host);
  const proof = ownershipRecord(name, token);
  const facts = await lookAtDns({ host, ways, proof, resolvers: [first.address, second.address] });
  const diagnosis = diagnose({ facts, ways, issuers });
  const words = wordsOf({ host, name, token, ways, seen: sightOf(facts, proof.name, []), issuers });
  const t = translator("en", "domains.problems");
  const problem = diagnosis.problem;
  return {
    ...diagnosis,
    proof: diagnoseProof(facts, proof),
    what: problem && t(`${problem}.what`, words),
    remedy: problem && t(`${problem}.remedy`, words),
  };
}

describe("a host that leads here", () => {
  it("by its address", async () => {
    zones().set({ name: "loja.com.br", type: "A", value: ours });
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: true, problem: null });
  });

  it("by an alias, whatever the alias leads to today", async () => {
    zones().set({ name: "www.loja.com.br", type: "CNAME", value: target }, { name: target, type: "A", value: "198.51.100.7" });
    expect(await look("www.loja.com.br", "loja.com.br")).toMatchObject({ pointsHere: true, problem: null });
  });

  it("by the address that its provider made of an alias at the domain itself", async () => {
    zones().set({ name: "shop.loja.com.br", type: "A", value: "198.51.100.7" }, { name: target, type: "A", value: "198.51.100.7" });
    expect(await look("shop.loja.com.br")).toMatchObject({ pointsHere: true, problem: null });
  });

  it("with our IPv6 address beside the other", async () => {
    zones().set({ name: "loja.com.br", type: "A", value: ours }, { name: "loja.com.br", type: "AAAA", value: oursIpv6 });
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: true, problem: null });
  });

  it("although one resolver is silent", async () => {
    first.zones.set({ name: "loja.com.br", type: "A", value: ours });
    second.zones.fail("br", "silent");
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: true, problem: null });
  }, 30_000);

  it("with CAA records that let our issuer sign", async () => {
    zones().set({ name: "loja.com.br", type: "A", value: ours }, { name: "loja.com.br", type: "CAA", value: "letsencrypt.org" });
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: true, problem: null });
  });
});

describe("what the merchant is told", () => {
  it("no record", async () => {
    const told = await look("loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "no_record" });
    expect(told.what).toBe("loja.com.br leads nowhere yet: it has no address record.");
  });

  it("a record at the wrong place, made by a panel that repeats the name", async () => {
    zones().set({ name: "shop.shop.example.com", type: "CNAME", value: target }, { name: target, type: "A", value: ours });
    const told = await look("shop.example.com");
    expect(told).toMatchObject({ pointsHere: false, problem: "wrong_place" });
    expect(told.what).toBe("The record was made for shop.shop.example.com instead of shop.example.com.");
    expect(told.remedy).toContain("whose name is only shop.");
  });

  it("a record at the wrong place, made by a panel that appends the zone", async () => {
    zones().set({ name: "www.loja.com.br.loja.com.br", type: "A", value: ours });
    const told = await look("www.loja.com.br", "loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "wrong_place" });
    expect(told.what).toContain("www.loja.com.br.loja.com.br");
  });

  it("a CNAME at the apex", async () => {
    zones().set({ name: "loja.com.br", type: "CNAME", value: "oldshop.example.net" });
    const told = await look("loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "cname_at_apex" });
    expect(told.what).toContain("has a CNAME record (oldshop.example.net)");
  });

  it("a CNAME at the apex that leads here works, and is warned of", async () => {
    zones().set({ name: "loja.com.br", type: "CNAME", value: "alias.example.net" }, { name: "alias.example.net", type: "A", value: ours });
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: true, problem: "cname_at_apex" });
  });

  it("an old A beside the new", async () => {
    zones().set({ name: "loja.com.br", type: "A", value: ours }, { name: "loja.com.br", type: "A", value: "198.51.100.99" });
    const told = await look("loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "old_address_beside" });
    expect(told.remedy).toBe("Delete the A record with 198.51.100.99 and keep only the one below.");
  });

  it("a stray AAAA", async () => {
    zones().set({ name: "loja.com.br", type: "A", value: ours }, { name: "loja.com.br", type: "AAAA", value: "2001:db8:ffff::1" });
    const told = await look("loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "stray_ipv6" });
    expect(told.what).toContain("2001:db8:ffff::1");
  });

  it.each([
    ["an address of Cloudflare's proxy", { name: "loja.com.br", type: "A", value: "104.16.132.229" }],
    ["an IPv6 address of Cloudflare's proxy", { name: "loja.com.br", type: "AAAA", value: "2606:4700::6810:84e5" }],
  ] as const)("a CDN in front: %s", async (_, record) => {
    zones().set(record);
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: false, problem: "behind_cdn" });
  });

  it("a CDN in front: the name that it handed out", async () => {
    zones().set({ name: "www.loja.com.br", type: "CNAME", value: "d111abcdef8.cloudfront.net" });
    const told = await look("www.loja.com.br", "loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "behind_cdn" });
    expect(told.what).toContain("d111abcdef8.cloudfront.net");
  });

  it("CAA forbids the issuer, also when only the name above says so", async () => {
    zones().set({ name: "www.loja.com.br", type: "CNAME", value: target }, { name: "loja.com.br", type: "CAA", value: "digicert.com" });
    const told = await look("www.loja.com.br", "loja.com.br");
    expect(told).toMatchObject({ pointsHere: true, problem: "caa_forbids" });
    expect(told.what).toContain("let only digicert.com issue");
    expect(told.remedy).toContain('0 issue "letsencrypt.org"');
  });

  it("DNSSEC broken: refused when signatures are checked, answered when they are not", async () => {
    zones().set({ name: "loja.com.br", type: "A", value: ours }).fail("loja.com.br", "bad_signature");
    zones().fail("loja.com.br", "bad_signature");
    const told = await look("loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "dnssec_broken", proof: "dnssec_broken" });
    expect(told.what).toContain("DNSSEC of loja.com.br is broken");
  });

  it("name servers that fail altogether are something else", async () => {
    zones().fail("loja.com.br", "failing");
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: false, problem: "servers_failing" });
  });

  it("a registration that is not there or has expired", async () => {
    zones().fail("loja.com.br", "unregistered");
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: false, problem: "registration_expired", proof: "registration_expired" });
  });

  it("a registration that has expired and was parked by its registrar", async () => {
    zones().set(
      { name: "loja.com.br", type: "NS", value: "ns1.pendingrenewaldeletion.com" },
      { name: "loja.com.br", type: "A", value: "198.51.100.3" },
    );
    const told = await look("loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "registration_expired" });
    expect(told.what).toContain("ns1.pendingrenewaldeletion.com");
  });

  it("resolvers disagree: the change is on its way", async () => {
    first.zones.set({ name: "loja.com.br", type: "A", value: ours });
    second.zones.set({ name: "loja.com.br", type: "A", value: "198.51.100.99" });
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: false, problem: "still_propagating" });
  });

  it("another address", async () => {
    zones().set({ name: "loja.com.br", type: "A", value: "198.51.100.99" });
    const told = await look("loja.com.br");
    expect(told).toMatchObject({ pointsHere: false, problem: "points_elsewhere" });
    expect(told.what).toBe("loja.com.br leads to another place: 198.51.100.99.");
  });

  it("nobody answers: nothing is known, neither good nor bad", async () => {
    zones().fail("br", "silent");
    expect(await look("loja.com.br")).toMatchObject({ pointsHere: null, problem: "resolvers_silent", proof: "resolvers_silent" });
  }, 60_000);
});

describe("our own TXT", () => {
  const proof = ownershipRecord("loja.com.br", token);

  it.each([proof.value, `"${proof.value}"`, ` ${proof.value} `])("is seen as %j", async (value) => {
    zones().set({ ...proof, type: "TXT", value });
    expect((await look("loja.com.br")).proof).toBe("seen");
  });

  it("is seen beside another store's", async () => {
    zones().set({ ...proof }, { ...proof, value: "vitrine-verification=another" });
    expect((await look("loja.com.br")).proof).toBe("seen");
  });

  it("proves the www as well", async () => {
    zones().set(proof);
    expect((await look("www.loja.com.br", "loja.com.br")).proof).toBe("seen");
  });

  it("is missing", async () => {
    expect((await look("loja.com.br")).proof).toBe("txt_missing");
  });

  it("has another value", async () => {
    zones().set({ ...proof, value: "vitrine-verification=0" });
    expect((await look("loja.com.br")).proof).toBe("txt_wrong");
  });

  it.each(["loja.com.br", "_vitrine.loja.com.br.loja.com.br", "_vitrine.www.loja.com.br"])("stands at %s by mistake", async (name) => {
    zones().set({ ...proof, name });
    expect((await look("loja.com.br")).proof).toBe("txt_wrong_place");
  });

  it("is no proof while half of the resolvers do not see it", async () => {
    first.zones.set(proof);
    expect((await look("loja.com.br")).proof).toBe("still_propagating");
  });
});
