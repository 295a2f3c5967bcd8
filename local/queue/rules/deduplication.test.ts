import { describe, expect, it } from "vitest";
import { deduplicationKey } from "@/local/queue/rules/deduplication";
import { parseSettings, type Settings } from "@/local/queue/rules/settings";

function settings(headers: Record<string, string>): Settings {
  const parsed = parseSettings(headers);
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.value;
}

const content = { "upstash-content-based-deduplication": "true", "content-type": "text/plain", "upstash-forward-x-a": "1" };
const copy = { body: Buffer.from("body"), endpoint: null };

function contentKey(headers: Record<string, string> = {}, destination = "http://a/", body = "body"): string | null {
  return deduplicationKey(destination, settings({ ...content, ...headers }), { body: Buffer.from(body), endpoint: null });
}

describe("the deduplication key", () => {
  it("is none unless asked for", () => {
    expect(deduplicationKey("http://a/", settings({}), copy)).toBeNull();
  });

  it("is the given id, whatever the destination; the id wins over the content", () => {
    const given = settings({ ...content, "upstash-deduplication-id": "1" });
    expect(deduplicationKey("http://a/", given, copy)).toBe(deduplicationKey("http://b/", given, copy));
  });

  it("differs between the endpoints of a URL group", () => {
    const given = settings({ "upstash-deduplication-id": "1" });
    const keys = ["http://a/", "http://b/"].map((endpoint) => deduplicationKey("group", given, { ...copy, endpoint }));
    expect(new Set(keys).size).toBe(2);
  });

  it("covers destination, body, content type and forwarded headers, and nothing else", () => {
    const same = contentKey();
    expect(contentKey({ "upstash-retries": "1", "upstash-delay": "5s" })).toBe(same);
    expect(contentKey({}, "http://b/")).not.toBe(same);
    expect(contentKey({}, "http://a/", "other")).not.toBe(same);
    expect(contentKey({ "content-type": "text/html" })).not.toBe(same);
    expect(contentKey({ "upstash-forward-x-a": "2" })).not.toBe(same);
  });

  it("never takes an id for a content hash", () => {
    const hash = contentKey()?.replace("content:", "") ?? "";
    expect(deduplicationKey("http://a/", settings({ "upstash-deduplication-id": hash }), copy)).not.toBe(contentKey());
  });
});
