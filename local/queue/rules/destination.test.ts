import { describe, expect, it } from "vitest";
import { isAllowed, parseAllowedOrigin, parseDestination, splitPublishTarget } from "@/local/queue/rules/destination";

describe("the destination in a publish path", () => {
  it("is kept byte for byte", () => {
    const raw = "http://app.local/hook?x=1&y=a%20b&&z=%2F";
    expect(splitPublishTarget(raw)).toEqual({ destination: raw, options: {} });
  });

  it("loses the queue's own options, which are read", () => {
    expect(splitPublishTarget("http://app.local/?a=1&Upstash-Retries=3&b=2&qstash_token=t%20k")).toEqual({
      destination: "http://app.local/?a=1&b=2",
      options: { "upstash-retries": "3", qstash_token: "t k" },
    });
    expect(splitPublishTarget("orders?upstash-delay=5s").destination).toBe("orders");
  });

  it("is an address or the name of a URL group", () => {
    expect(parseDestination("https://a.example/b")).toEqual({ ok: true, value: { kind: "url", url: "https://a.example/b" } });
    expect(parseDestination("orders.v2")).toEqual({ ok: true, value: { kind: "group", name: "orders.v2" } });
  });

  it.each([
    "",
    "a b",
    "ftp://a/",
    "javascript:alert(1)",
    "http://",
    "http://user@a/",
    "http://:pw@a/",
    "a/b",
    "http://a/\0",
    "http://a/\ud800",
  ])("refuses '%s'", (text) => {
    expect(parseDestination(text).ok).toBe(false);
  });
});

it("the vendor's own interfaces are refused by a name of their own", () => {
  expect(parseDestination("api/llm")).toEqual({ ok: false, code: "unsupported_api" });
});

describe("allowed destinations", () => {
  const allowed = ["http://localhost:3000", "http://*.localhost:3000", "https://shop.example"].map(parseAllowedOrigin);

  it.each([
    "http://localhost:3000/api?x=1",
    "http://aurora.localhost:3000/",
    "http://a.b.localhost:3000/",
    "https://shop.example/x",
    "https://SHOP.example:443/",
  ])("allow %s", (url) => {
    expect(isAllowed(url, allowed)).toBe(true);
  });

  it.each([
    "https://localhost:3000/",
    "http://localhost:3001/",
    "http://localhost/",
    "http://evillocalhost:3000/",
    "http://localhost.evil.example:3000/",
    "http://shop.example/",
    "https://sub.shop.example/",
    "https://shop.example@evil.example/",
    "not a url",
  ])("do not allow %s", (url) => {
    expect(isAllowed(url, allowed)).toBe(false);
  });

  it.each(["localhost:3000", "http://a/path", "*", "http://*", "http://a.*.b", "ftp://a"])("cannot be configured as '%s'", (text) => {
    expect(() => parseAllowedOrigin(text)).toThrow(/origin/);
  });
});
