import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseHost, temporaryHost } from "./hosts";
import { slugSchema, slugSuggestions, toSlug } from "./slugs";

const anyText = fc
  .array(fc.oneof(fc.nat(0x10ffff), fc.integer({ min: 32, max: 255 })), { maxLength: 40 })
  .map((points) => String.fromCodePoint(...points));
const codeOf = (text: string) => slugSchema.safeParse(text).error?.issues[0]?.message;

describe("a store's address", () => {
  it.each(["aurora", "cafe-da-vo", "a1b", "4ever", " Harbor "])("may be %j", (text) => {
    expect(slugSchema.safeParse(text).success).toBe(true);
  });

  it.each([
    ["ab", "slug_short"],
    ["a".repeat(41), "slug_long"],
    ["-aurora", "slug_letters"],
    ["aurora-", "slug_letters"],
    ["au--rora", "slug_letters"],
    ["xn--caf-dma", "slug_letters"],
    ["café", "slug_letters"],
    ["au.rora", "slug_letters"],
    ["au_rora", "slug_letters"],
    ["<script>", "slug_letters"],
    ["аurora", "slug_letters"],
    ["admin", "slug_reserved"],
    ["WWW", "slug_reserved"],
    ["postmaster", "slug_reserved"],
    ["pay-pal-login", "slug_refused"],
    ["meubanco", "slug_refused"],
  ])("may not be %j: %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it("always makes a host, in the form in which hosts are compared", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9-]{1,45}$/), (text) => {
        const slug = slugSchema.safeParse(text);
        if (!slug.success) return;
        const host = temporaryHost(slug.data, "localhost");
        expect(normaliseHost(host)).toBe(host);
        expect(host.split(".")).toHaveLength(2);
      }),
    );
  });
});

describe("a slug made of a title", () => {
  it.each([
    ["Café da Vó", "cafe-da-vo"],
    ["  Rock & Roll  ", "rock-and-roll"],
    ["Ação São João 100%", "acao-sao-joao-100"],
    ["iPhone 15 Pro", "iphone-15-pro"],
    ["<b>Bold</b>", "b-bold-b"],
    ["!!!", ""],
  ])("%j gives %j", (text, slug) => {
    expect(toSlug(text)).toBe(slug);
  });

  it("holds letters, digits and single hyphens alone, no longer than asked, and is its own slug", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 40 }), (text, length) => {
        const slug = toSlug(text, length);
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slug.length).toBeLessThanOrEqual(length);
        expect(toSlug(slug, length)).toBe(slug);
      }),
    );
  });
});

describe("what is offered when an address is taken", () => {
  it("can be had as it is, for any address that could", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/), (text) => {
        if (!slugSchema.safeParse(text).success) return;
        for (const suggestion of slugSuggestions(text)) {
          expect(suggestion).not.toBe(text);
          expect(codeOf(suggestion)).not.toBe("slug_long");
          expect(codeOf(suggestion)).not.toBe("slug_letters");
        }
      }),
    );
  });
});
