import { describe, expect, it } from "vitest";
import { earlyPressHash } from "@/lib/core/early-press";
import type { Env } from "@/lib/env";
import { contentPolicy } from "./content-policy";

const real = { NODE_ENV: "production", STRIPE_API_BASE: undefined, PAGARME_API_BASE: "https://api.pagar.me/core/v5" } as const;
const sandboxed = { ...real, STRIPE_API_BASE: "http://localhost:4400", PAGARME_API_BASE: "http://localhost:4400/pagarme/core/v5" };

function directives(env: Pick<Env, "NODE_ENV" | "STRIPE_API_BASE" | "PAGARME_API_BASE">, nonce: string | null): Record<string, string[]> {
  const entries = contentPolicy({ nonce, env })
    .split("; ")
    .map((directive) => directive.split(" "));
  return Object.fromEntries(entries.map(([name = "", ...sources]) => [name, sources]));
}

describe("a page that is rendered for one request", () => {
  it("runs scripts that carry its nonce and the one that keeps early presses, and no others", () => {
    const scripts = directives(real, "n0nce")["script-src"];
    expect(scripts).toEqual(["'self'", "'nonce-n0nce'", `'${earlyPressHash}'`, "'strict-dynamic'"]);
  });

  it("cannot be framed, and changes neither its base nor loads plugins", () => {
    expect(directives(real, "n")).toMatchObject({ "frame-ancestors": ["'none'"], "base-uri": ["'self'"], "object-src": ["'none'"] });
  });
});

describe("a page that is cached for everybody", () => {
  it("runs scripts of its own origin, without a nonce that others could reuse", () => {
    const scripts = directives(real, null)["script-src"] ?? [];
    expect(scripts).toEqual(["'self'", "'unsafe-inline'"]);
  });

  it("still loads nothing from elsewhere", () => {
    for (const [name, sources] of Object.entries(directives(real, null))) {
      if (name === "form-action" || name === "connect-src") continue;
      expect(sources.filter((source) => source.includes("://") || source === "*")).toEqual([]);
    }
  });
});

describe("paying", () => {
  it("may send a card to the gateway and a form to its hosted page, to the real ones", () => {
    const policy = directives(real, "n");
    expect(policy["connect-src"]).toEqual(["'self'", "https://api.pagar.me"]);
    expect(policy["form-action"]).toContain("https://checkout.stripe.com");
  });

  it("goes to the sandbox's origin alone when there is one", () => {
    const policy = directives(sandboxed, "n");
    expect(policy["connect-src"]).toEqual(["'self'", "http://localhost:4400"]);
    expect(policy["form-action"]).toEqual(["'self'", "http://localhost:4400"]);
  });
});

it("allows eval and web sockets to developers alone", () => {
  expect(contentPolicy({ nonce: "n", env: real })).not.toMatch(/unsafe-eval|ws:/);
  expect(contentPolicy({ nonce: "n", env: { ...real, NODE_ENV: "development" } })).toMatch(/unsafe-eval.*ws:/);
});
