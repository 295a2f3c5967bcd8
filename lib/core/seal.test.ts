import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalSecrets, hashToken, newToken, parseSealKeys, seal, unseal } from "./seal";

const anyText = fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points));
const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

/** The text with one character of one of its parts replaced. */
function altered(text: string, part: number): string {
  const parts = text.split(".");
  const old = parts[part] ?? "";
  parts[part] = (old.startsWith("A") ? "B" : "A") + old.slice(1);
  return parts.join(".");
}

describe("a sealed secret", () => {
  const keys = parseSealKeys(key("k1"));

  it("opens to what it was, for any text", () => {
    fc.assert(fc.property(anyText, (plain) => unseal(keys, seal(keys, plain, "x"), "x") === plain.toWellFormed()));
  });

  it("looks different each time and shows nothing of its text", () => {
    const [one, other] = [seal(keys, "sk_live_secret", "account:1"), seal(keys, "sk_live_secret", "account:1")];
    expect(one).not.toBe(other);
    expect(one).not.toContain("sk_live");
  });

  it("does not open in another place than it was made for", () => {
    expect(() => unseal(keys, seal(keys, "secret", "account:1"), "account:2")).toThrow();
  });

  it.each([1, 2, 3])("does not open when part %d was altered", (part) => {
    expect(() => unseal(keys, altered(seal(keys, "secret", "x"), part), "x")).toThrow();
  });

  it.each(["", "k1", "k1..", "k1...", "k1.AAAA.AAAA.AAAA", "no dots"])("refuses %j", (text) => {
    expect(() => unseal(keys, text, "x")).toThrow();
  });
});

describe("a new encryption key", () => {
  const [first, second] = [key("k1"), key("k2")];

  it("seals from now on, while the old one still opens", () => {
    const before = seal(parseSealKeys(first), "secret", "x");
    const rotated = parseSealKeys(`${second},${first}`);
    expect(unseal(rotated, before, "x")).toBe("secret");
    expect(seal(rotated, "secret", "x").split(".")[0]).toBe("k2");
  });

  it("cannot open what another one sealed", () => {
    expect(() => unseal(parseSealKeys(second), seal(parseSealKeys(first), "secret", "x"), "x")).toThrow("k1");
  });

  it.each(["k1:c2hvcnQ=", "k1", ":AAAA", ""])("is refused as %j", (text) => {
    expect(() => parseSealKeys(text)).toThrow("ENCRYPTION_KEYS");
  });
});

describe("tokens", () => {
  it("are 43 characters that fit into an address, never the same", () => {
    const tokens = Array.from({ length: 50 }, newToken);
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it("are kept as their SHA-256", () => {
    expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("are compared whole", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => equalSecrets(a, b) === (a.toWellFormed() === b.toWellFormed())));
  });
});
