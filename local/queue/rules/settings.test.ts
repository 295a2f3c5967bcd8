import { describe, expect, it } from "vitest";
import type { Headers } from "@/local/queue/rules/headers";
import { firstDueAt, parseSettings, type Settings } from "@/local/queue/rules/settings";

function read(headers: Record<string, string>): Settings {
  const parsed = parseSettings(headers);
  if (!parsed.ok) throw new Error(`refused ${parsed.code}`);
  return parsed.value;
}

describe("publish headers", () => {
  it("have QStash's defaults", () => {
    expect(read({})).toMatchObject({
      method: "POST",
      maxRetries: 3,
      delayMs: null,
      timeoutMs: null,
      callback: null,
      labels: [],
      headers: {},
    });
  });

  it("forward what is prefixed, and the content type, under proper names", () => {
    const { headers } = read({
      "content-type": "text/plain",
      "upstash-forward-x-store-id": "7",
      "upstash-forward-host": "evil",
      "upstash-forward-content-length": "3",
      "upstash-forward-upstash-signature": "forged",
      "x-not-forwarded": "1",
    });
    expect(headers).toEqual({ "Content-Type": "text/plain", "X-Store-Id": "7" });
  });

  it.each<Headers>([
    { "upstash-label": "a\0b" },
    { "upstash-label": "half a pair: \ud83d" },
    { "upstash-forward-x-note": "two\r\nlines" },
    { "upstash-forward-x note": "spaced" },
    { "upstash-forward-x-note": "日本" },
  ])("are refused when HTTP could not carry them: %j", (headers) => {
    expect(parseSettings(headers)).toEqual({ ok: false, code: "invalid_header" });
  });

  it("forward everything but the queue's own when asked to", () => {
    const { headers } = read({ "upstash-header-forward": "true", authorization: "Bearer queue", "x-a": "1", "upstash-retries": "1" });
    expect(headers).toEqual({ "X-A": "1" });
  });

  it("configure callbacks like messages of their own", () => {
    const { callback, failureCallback } = read({
      "upstash-callback": "http://a/ok",
      "upstash-callback-retries": "1",
      "upstash-callback-forward-x-a": "1",
      "upstash-callback-callback": "http://a/loop",
      "upstash-failure-callback": "http://a/failed",
      "upstash-failure-callback-method": "PUT",
    });
    expect(callback).toEqual({
      url: "http://a/ok",
      headers: { "content-type": "application/json", "upstash-retries": "1", "upstash-forward-x-a": "1" },
    });
    expect(failureCallback).toEqual({ url: "http://a/failed", headers: { "content-type": "application/json", "upstash-method": "PUT" } });
  });

  it.each([
    ["upstash-method", "TRACE"],
    ["upstash-delay", "tomorrow"],
    ["upstash-not-before", "2026-01-01"],
    ["upstash-not-before", "253402300800"],
    ["upstash-retries", "-1"],
    ["upstash-retries", "1.5"],
    ["upstash-retry-delay", "eval(1)"],
    ["upstash-timeout", "0s"],
    ["upstash-callback", "orders"],
    ["upstash-failure-callback", "ftp://a/"],
    ["upstash-redact-fields", "everything"],
  ])("are refused by the name of the one that is wrong: %s: %s", (name, value) => {
    expect(parseSettings({ [name]: value })).toEqual({ ok: false, code: name });
  });

  it("are refused for what is wrong in a callback's own settings", () => {
    expect(parseSettings({ "upstash-callback": "http://a/", "upstash-callback-retries": "many" })).toEqual({
      ok: false,
      code: "upstash-callback",
    });
  });
});

describe("when a message is first due", () => {
  const now = 1_000_000;

  it("is now, after its delay, or at its absolute time, which wins", () => {
    expect(firstDueAt(read({}), now)).toBe(now);
    expect(firstDueAt(read({ "upstash-delay": "10s" }), now)).toBe(now + 10_000);
    expect(firstDueAt(read({ "upstash-delay": "10s", "upstash-not-before": "2000" }), now)).toBe(2_000_000);
    expect(firstDueAt(read({ "upstash-not-before": "1" }), now)).toBe(now);
  });
});
