import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseHost } from "@/lib/stores/hosts";
import { apexOf, type OwnRoots, ownershipRecord, readDomainName } from "./names";
import { shortName } from "./words";

const roots: OwnRoots = { platformUrl: "https://vitrine.example.com.br", storesDomain: "vitrine.shop", allowsLocalhost: false };
const local: OwnRoots = { platformUrl: "http://localhost:3000", storesDomain: "localhost", allowsLocalhost: true };
const read = (typed: string, within = roots) => readDomainName(typed, within);

describe("any sane spelling", () => {
  it.each([
    "loja.com.br",
    "LOJA.COM.BR",
    " loja.com.br ",
    "loja.com.br.",
    "loja.com.br:443",
    "https://loja.com.br",
    "https://loja.com.br/produtos?x=1#y",
    "http://Loja.Com.Br:8080/",
    "//loja.com.br/a".slice(2),
    "loja。com。br",
  ])("%j is loja.com.br with its www", (typed) => {
    expect(read(typed)).toEqual({ ok: true, value: { name: "loja.com.br", hosts: ["loja.com.br", "www.loja.com.br"] } });
  });

  it("puts the www first for who typed it, and never takes www from a name that only begins like it", () => {
    expect(read("www.loja.com.br")).toEqual({ ok: true, value: { name: "loja.com.br", hosts: ["www.loja.com.br", "loja.com.br"] } });
    expect(read("wwwshop.com")).toEqual({ ok: true, value: { name: "wwwshop.com", hosts: ["wwwshop.com", "www.wwwshop.com"] } });
    expect(read("wwwxloja.com.br")).toMatchObject({ value: { name: "wwwxloja.com.br" } });
  });

  it("keeps any other sub-domain as a name of its own", () => {
    expect(read("shop.loja.com.br")).toEqual({ ok: true, value: { name: "shop.loja.com.br", hosts: ["shop.loja.com.br"] } });
    expect(read("www.shop.loja.com.br")).toEqual({ ok: true, value: { name: "www.shop.loja.com.br", hosts: ["www.shop.loja.com.br"] } });
  });

  it("writes names of other scripts in punycode", () => {
    expect(read("café.com")).toMatchObject({ value: { name: "xn--caf-dma.com" } });
    expect(read("XN--CAF-DMA.com")).toMatchObject({ value: { name: "xn--caf-dma.com" } });
    expect(read("例え.jp")).toMatchObject({ value: { name: "xn--r8jz45g.jp" } });
  });

  it("knows where a registrable name begins, below endings that companies run too", () => {
    expect(apexOf("www.loja.com.br")).toBe("loja.com.br");
    expect(apexOf("a.b.loja.co.uk")).toBe("loja.co.uk");
    expect(apexOf("loja.br.com")).toBe("loja.br.com");
    expect(read("www.loja.br.com")).toMatchObject({ value: { name: "loja.br.com" } });
  });
});

describe("what is refused, each with its own reason", () => {
  it.each([
    ["", "name_required"],
    ["https://", "name_required"],
    ["loja", "name_unreadable"],
    ["lo ja.com", "name_unreadable"],
    ["-loja.com", "name_unreadable"],
    ["loja..com", "name_unreadable"],
    ["lo_ja.com", "name_unreadable"],
    ["loja.com.br:99999", "name_unreadable"],
    ["127.0.0.1", "name_ip_address"],
    ["2130706433", "name_ip_address"],
    ["0x7f.1", "name_ip_address"],
    ["[::1]", "name_ip_address"],
    ["[2001:db8::1]:443", "name_ip_address"],
    ["ana@loja.com.br", "name_email"],
    ["https://ana:secret@loja.com.br", "name_email"],
    ["*.loja.com.br", "name_wildcard"],
    ["com.br", "name_public_suffix"],
    ["br", "name_public_suffix"],
    ["co.uk", "name_public_suffix"],
    ["github.io", "name_public_suffix"],
    ["loja.local", "name_unknown_ending"],
    ["loja.internal", "name_unknown_ending"],
    ["loja.com.br.localhost", "name_unknown_ending"],
    ["vitrine.example.com.br", "name_ours"],
    ["x.vitrine.example.com.br", "name_ours"],
    ["other.example.com.br", "name_ours"],
    ["vitrine.shop", "name_ours"],
    ["aurora.vitrine.shop", "name_ours"],
    ["WWW.Aurora.Vitrine.Shop.", "name_ours"],
    ["example.com", "name_reserved"],
    ["mail.loja.com.br", "name_reserved"],
    ["ns1.loja.com.br", "name_reserved"],
    ["www.www.loja.com.br", "name_repeated"],
    ["shop.shop.loja.com.br", "name_repeated"],
    ["loja.loja.com.br", "name_repeated"],
    ["loja.com.br.loja.com.br", "name_repeated"],
    [`${"a".repeat(60)}.`.repeat(4).concat("com"), "name_too_long"],
    [`${"x".repeat(400)}.com`, "name_too_long"],
  ])("%j: %s", (typed, code) => {
    expect(read(typed)).toEqual({ ok: false, code });
  });

  it("does not take a name that only ends like ours", () => {
    expect(read("notvitrine.shop").ok).toBe(true);
    expect(read("vitrine.shop.com").ok).toBe(true);
  });

  it("takes a name that is its own ending", () => {
    expect(read("xyz.xyz")).toMatchObject({ value: { name: "xyz.xyz" } });
  });
});

describe("on one's own machine", () => {
  it("a name with .localhost behind it stands for the name", () => {
    expect(read("loja.com.br.localhost", local)).toEqual({
      ok: true,
      value: { name: "loja.com.br.localhost", hosts: ["loja.com.br.localhost", "www.loja.com.br.localhost"] },
    });
    expect(apexOf("www.loja.com.br.localhost")).toBe("loja.com.br.localhost");
  });

  it.each(["localhost", "aurora.localhost", "com.br.localhost"])("%s is nobody's to add", (typed) => {
    expect(read(typed, local).ok).toBe(false);
  });
});

describe("10 000 odd strings", () => {
  const oddLabel = fc.constantFrom(
    "www",
    "www.",
    "wwwshop",
    "loja",
    "LOJA",
    "com",
    "br",
    "co",
    "uk",
    "xn--caf-dma",
    "café",
    "例え",
    "-",
    "_",
    "1",
    "a".repeat(64),
    "localhost",
    "vitrine",
    "shop",
    "mail",
    "",
    " ",
    "*",
    "@",
  );
  const oddEnding = fc.constantFrom("", ".", "..", ":443", ":", ":x", "/", "/a?b", "#c", "\u0000", "。", "%2e", "\\", " ");
  const assembled = fc
    .tuple(fc.constantFrom("", "https://", "HTTP://", "ftp://", "//", "[", "user:pw@"), fc.array(oddLabel, { maxLength: 6 }), oddEnding)
    .map(([start, labels, ending]) => `${start}${labels.join(".")}${ending}`);
  const anything = fc.oneof(
    assembled,
    fc.string({ maxLength: 80 }),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.domain(),
    fc.webUrl(),
    fc.ipV4(),
    fc.ipV6(),
    fc.emailAddress(),
  );

  it("are either refused with a reason or become hosts in the one form that requests are compared in", () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const result = read(typed);
        if (!result.ok) return /^name_[a-z_]+$/.test(result.code);
        const { name, hosts } = result.value;
        const isWhole = hosts.every((host) => normaliseHost(host) === host && host.endsWith(name) && !/[^a-z0-9.-]/.test(host));
        const isForeign = hosts.every((host) => !`.${host}`.endsWith(".vitrine.shop") && !`.${host}`.endsWith(".example.com.br"));
        const isPair = hosts.length === 1 || (name === apexOf(name) && hosts.includes(name) && hosts.includes(`www.${name}`));
        return isWhole && isForeign && isPair && ownershipRecord(name, "x").name.length <= 253;
      }),
      { numRuns: 10_000 },
    );
  });

  it("mean the same however they are dressed up", () => {
    fc.assert(
      fc.property(fc.domain(), fc.constantFrom("", "https://", " "), fc.constantFrom("", ".", ":8443", "/x"), (domain, start, ending) => {
        expect(read(`${start}${domain.toUpperCase()}${ending}`)).toEqual(read(domain));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("what a record is called in a provider's form", () => {
  it.each([
    ["loja.com.br", "@"],
    ["www.loja.com.br", "www"],
    ["_vitrine.loja.com.br", "_vitrine"],
    ["_vitrine.shop.loja.com.br", "_vitrine.shop"],
  ])("%s is %s", (name, short) => {
    expect(shortName(name, "loja.com.br")).toBe(short);
  });
});
