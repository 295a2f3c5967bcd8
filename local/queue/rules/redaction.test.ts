import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseRedaction, shownBody, shownHeaders } from "@/local/queue/rules/redaction";

const nothing = { body: false, allHeaders: false, headers: [] };

function hashOf(text: string): string {
  return `REDACTED:${createHash("sha256").update(text).digest("hex")}`;
}

describe("redaction", () => {
  it("understands the guide's names and the npm client's", () => {
    expect(parseRedaction("body,headers")).toEqual({ body: true, allHeaders: true, headers: [] });
    expect(parseRedaction("header[Authorization], headers[X-Key]")).toEqual({ ...nothing, headers: ["authorization", "x-key"] });
    expect(parseRedaction("header")).toEqual({ ...nothing, allHeaders: true });
    expect(parseRedaction("cookies")).toBeNull();
  });

  it("replaces values by their SHA-256 and leaves names", () => {
    const headers = { Authorization: "secret", "X-Open": "o" };
    expect(shownHeaders(headers, { ...nothing, headers: ["authorization"] })).toEqual({
      Authorization: [hashOf("secret")],
      "X-Open": ["o"],
    });
    expect(shownHeaders(headers, { ...nothing, allHeaders: true })).toEqual({ Authorization: [hashOf("secret")], "X-Open": [hashOf("o")] });
  });

  it("shows text as text, other bytes in Base64, and hides both alike", () => {
    expect(shownBody(Buffer.from("olá"), nothing)).toEqual({ body: "olá" });
    expect(shownBody(Buffer.from([255, 0]), nothing)).toEqual({ bodyBase64: "/wA=" });
    expect(shownBody(Buffer.from("olá"), { ...nothing, body: true })).toEqual({ body: hashOf("olá") });
    expect(shownBody(Buffer.alloc(0), { ...nothing, body: true })).toEqual({});
  });
});
