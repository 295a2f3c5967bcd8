import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAvailability, nameFromSlug, slugAsTyped } from "./store-address";

describe("an address as it is typed", () => {
  it.each([
    ["Ateliê da Marina", "atelie-da-marina"],
    ["São João & Cia.", "sao-joao-cia-"],
    ["casa-", "casa-"],
    ["  Loja", "loja"],
    ["日本", ""],
  ])("%j becomes %j", (typed, slug) => {
    expect(slugAsTyped(typed)).toBe(slug);
  });

  it("is always fit for a host name, and typing on changes nothing behind", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: "binary" }), (text) => {
        const slug = slugAsTyped(text);
        return /^([a-z0-9][a-z0-9-]{0,62})?$/.test(slug) && slugAsTyped(slug) === slug;
      }),
    );
  });
});

it("reads as a name on the sign", () => {
  expect(nameFromSlug("casa-do-vale-")).toBe("Casa do vale");
});

describe("the reply about an address", () => {
  it("is understood when it is one of ours", () => {
    expect(findAvailability({ status: "taken", suggestion: "casa-2" })).toEqual({ status: "taken", suggestion: "casa-2" });
    expect(findAvailability({ status: "taken" })).toEqual({ status: "taken", suggestion: null });
  });

  it.each([null, "free", {}, { status: "maybe" }])("is set aside when it is %j", (reply) => {
    expect(findAvailability(reply)).toBeNull();
  });
});
