import { describe, expect, it } from "vitest";
import { parseEnv, requireHonestSandbox } from "./env";

const complete: Record<string, string> = {
  NODE_ENV: "production",
  PLATFORM_URL: "https://vitrine.example",
  STORES_DOMAIN: "vitrine.shop",
  DATABASE_URL: "postgres://app@db/vitrine",
  PLATFORM_DATABASE_URL: "postgres://platform@db/vitrine",
  NEXTAUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
  QSTASH_URL: "https://qstash.upstash.io",
  QSTASH_TOKEN: "token",
  QSTASH_CURRENT_SIGNING_KEY: "sig_1",
  QSTASH_NEXT_SIGNING_KEY: "sig_2",
  STRIPE_SECRET_KEY: "sk_live_x",
  STRIPE_WEBHOOK_SECRET: "whsec_x",
  STRIPE_CONNECT_WEBHOOK_SECRET: "whsec_y",
  MAIL_FROM: "Vitrine <hello@vitrine.example>",
  RESEND_API_KEY: "re_x",
  BLOB_READ_WRITE_TOKEN: "vercel_blob_x",
};
const without = (...keys: string[]) => Object.fromEntries(Object.entries(complete).filter(([key]) => !keys.includes(key)));
const required = Object.keys(complete).filter((key) => !["NODE_ENV", "RESEND_API_KEY", "BLOB_READ_WRITE_TOKEN"].includes(key));

describe("a complete environment", () => {
  it("is taken as it is, the rest by default", () => {
    expect(parseEnv(complete)).toMatchObject({
      DATABASE_POOL_SIZE: 10,
      TRUST_PROXY: false,
      ALLOW_SANDBOX: false,
      LOG_LEVEL: "info",
      PAGARME_API_BASE: "https://api.pagar.me/core/v5",
    });
  });

  it("reads an empty value as none", () => {
    expect(parseEnv({ ...complete, STRIPE_API_BASE: "", EVENTS_URL: "" }).STRIPE_API_BASE).toBeUndefined();
  });
});

describe("what the operator is told", () => {
  it.each(required)("names %s when it is missing, and where it is found when that is known", (key) => {
    expect(() => parseEnv(without(key))).toThrow(
      new RegExp(`^The environment is not complete:\\n {2}${key}: missing.*\\n.*docs/environment.md`),
    );
  });

  it("names every missing key at once", () => {
    expect(() => parseEnv(without("DATABASE_URL", "QSTASH_TOKEN"))).toThrow(/DATABASE_URL: missing[\s\S]*QSTASH_TOKEN: missing/);
  });

  it("names what Vercel's domains need, where they are chosen", () => {
    const vercel = { ...complete, DOMAINS_HOST: "vercel", VERCEL_TOKEN: "token" };
    expect(() => parseEnv(vercel)).toThrow("VERCEL_PROJECT_ID");
    expect(parseEnv({ ...vercel, VERCEL_PROJECT_ID: "prj_1" }).DOMAINS_HOST).toBe("vercel");
  });

  it("says where a value is found", () => {
    expect(() => parseEnv(without("QSTASH_TOKEN"))).toThrow("console.upstash.com");
  });

  it.each([
    ["PLATFORM_URL", "vitrine.example"],
    ["PLATFORM_URL", "ftp://vitrine.example"],
    ["NEXTAUTH_SECRET", "short"],
    ["DATABASE_POOL_SIZE", "many"],
    ["TRUST_PROXY", "yes"],
    ["LOG_LEVEL", "loud"],
  ])("refuses %s=%s without repeating a secret", (key, value) => {
    expect(() => parseEnv({ ...complete, [key]: value })).toThrow(new RegExp(`${key}: (?!missing)`));
    expect(() => parseEnv({ ...complete, NEXTAUTH_SECRET: "hunter2" })).not.toThrow("hunter2");
  });

  it.each([
    ["RESEND_API_KEY", "SMTP_URL or RESEND_API_KEY"],
    ["BLOB_READ_WRITE_TOKEN", "MEDIA_FOLDER or BLOB_READ_WRITE_TOKEN"],
  ])("asks for one of two when %s and its counterpart are missing", (key, sentence) => {
    expect(() => parseEnv(without(key))).toThrow(sentence);
  });
});

describe("payment sandboxes on a public host", () => {
  const sandboxed = parseEnv({ ...complete, STRIPE_API_BASE: "http://localhost:4400" });

  it("refuse to run unless it is said aloud", () => {
    expect(() => requireHonestSandbox(sandboxed)).toThrow("ALLOW_SANDBOX=1");
    expect(() => requireHonestSandbox({ ...sandboxed, ALLOW_SANDBOX: true })).not.toThrow();
    expect(() => requireHonestSandbox(parseEnv({ ...complete, PAGARME_API_BASE: "http://localhost:4400/p" }))).toThrow();
  });

  it("run on the machine itself, and real gateways run anywhere", () => {
    expect(() => requireHonestSandbox({ ...sandboxed, PLATFORM_URL: "http://localhost:3000" })).not.toThrow();
    expect(() => requireHonestSandbox(parseEnv(complete))).not.toThrow();
  });
});
