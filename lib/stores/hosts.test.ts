import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOf, classifyHost, normaliseHost, storesSuffix, temporaryHost } from "./hosts";

const platform = "http://localhost:3000";
const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/).filter((text) => !text.startsWith("xn--"));
const anyName = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));
const anyText = fc.array(fc.nat(0x10ffff), { maxLength: 40 }).map((points) => String.fromCodePoint(...points));
const anyPort = fc.integer({ min: 1, max: 65_535 });

describe("one form for every way to write a host", () => {
  it("ignores case, port and the dot at the end", () => {
    fc.assert(
      fc.property(anyName, anyPort, fc.boolean(), fc.boolean(), (name, port, isUpper, hasDot) => {
        const written = `${isUpper ? name.toUpperCase() : name}${hasDot ? "." : ""}:${port}`;
        expect(normaliseHost(written)).toBe(name);
      }),
    );
  });

  it("writes names of other scripts in punycode", () => {
    expect(normaliseHost("Café.example")).toBe("xn--caf-dma.example");
    expect(normaliseHost("XN--CAF-DMA.example")).toBe("xn--caf-dma.example");
    expect(normaliseHost("aurora。localhost")).toBe("aurora.localhost");
  });

  it("comes to rest: what is normalised stays as it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 60 }), fc.domain(), fc.ipV4(), fc.webAuthority()), (text) => {
        const host = normaliseHost(text);
        if (host !== null) expect(normaliseHost(host)).toBe(host);
      }),
    );
  });

  it("holds nothing that could reach into a path, whatever it was made of", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 60 }), anyText), (text) => {
        const host = normaliseHost(text);
        expect(host ?? "").toMatch(/^([a-z0-9.-]*|\[[0-9a-f:.]+\])$/);
      }),
    );
  });

  it.each([
    null,
    undefined,
    "",
    " ",
    ".",
    "..",
    "a..b",
    ".aurora.localhost",
    "aurora.localhost..",
    "-aurora.localhost",
    "au_rora.localhost",
    "aurora.localhost:99999",
    "aurora.localhost:x",
    "aurora.localhost/..",
    "user@aurora.localhost",
    "aurora.localhost#x",
    "aurora%2elocalhost",
    "aurora localhost",
    "aurora\\localhost",
    "aurora.localhost~token",
    "[::1",
    "a".repeat(64),
    `${"a.".repeat(127)}aa`,
    "x".repeat(301),
  ])("%j is no host", (text) => {
    expect(normaliseHost(text)).toBeNull();
  });
});

describe("where a host leads", () => {
  it.each(["localhost", "LOCALHOST:3000", "localhost.", "localhost:80"])("%s is the platform", (host) => {
    expect(classifyHost(host, platform)).toEqual({ kind: "platform" });
  });

  it.each(["127.0.0.1:3000", "[::1]:3000", "127.1", "2130706433"])("%s is the machine itself", (host) => {
    expect(classifyHost(host, platform)).toEqual({ kind: "machine" });
  });

  it("is the platform when the platform is reached by a loopback address", () => {
    expect(classifyHost("127.0.0.1:3000", "http://127.0.0.1:3000")).toEqual({ kind: "platform" });
  });

  it("is a store for every other name, also one that only looks like the platform", () => {
    for (const host of ["aurora.localhost", "localhost.example", "www.localhost", "notlocalhost", "10.0.0.1"]) {
      expect(classifyHost(host, platform)).toEqual({ kind: "store", host });
    }
    fc.assert(fc.property(anyName, (name) => classifyHost(name, platform).kind === "store"));
  });

  it("is nowhere when it is no host", () => {
    expect(classifyHost("a b", platform)).toEqual({ kind: "invalid" });
    expect(classifyHost(null, platform)).toEqual({ kind: "invalid" });
  });
});

describe("a store's address", () => {
  it("follows the platform's scheme and port", () => {
    expect(addressOf("aurora.localhost", platform)).toBe("http://aurora.localhost:3000");
    expect(addressOf("aurora.shop", "https://vitrine.example")).toBe("https://aurora.shop");
  });

  it("is shown to people with the port they need", () => {
    expect(storesSuffix({ STORES_DOMAIN: "localhost", PLATFORM_URL: platform })).toBe("localhost:3000");
    expect(storesSuffix({ STORES_DOMAIN: "vitrine.shop", PLATFORM_URL: "https://vitrine.example" })).toBe("vitrine.shop");
  });

  it("is stored in the form that requests are compared in", () => {
    expect(normaliseHost(temporaryHost("aurora", "Vitrine.Shop"))).toBe(temporaryHost("aurora", "Vitrine.Shop"));
  });
});
