import { expect, test } from "vitest";
import { mustSaySandbox } from "./sandbox";

const sandboxed = { ALLOW_SANDBOX: true, STRIPE_API_BASE: "http://localhost:4400", PAGARME_API_BASE: "https://api.pagar.me/core/v5" };

test("a public host says that its payments are make-believe", () => {
  expect(mustSaySandbox("aurora.vitrine.shop", sandboxed)).toBe(true);
});

test.each(["localhost", "aurora.localhost", "127.0.0.1", "[::1]", "shop.test"])("%s is at home and need not", (host) => {
  expect(mustSaySandbox(host, sandboxed)).toBe(false);
});

test("real gateways are not called a sandbox", () => {
  expect(mustSaySandbox("aurora.vitrine.shop", { ...sandboxed, STRIPE_API_BASE: undefined })).toBe(false);
});
