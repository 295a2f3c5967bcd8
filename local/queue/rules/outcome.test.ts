import { describe, expect, it } from "vitest";
import { type Answer, decideOutcome } from "@/local/queue/rules/outcome";

const NOW = Date.UTC(2026, 0, 1);

function response(status: number, headers: Record<string, string[]> = {}): Answer {
  return { kind: "response", status, headers, body: Buffer.alloc(0) };
}

const first = { retried: 0, maxRetries: 3, retryDelay: null, nowMs: NOW };

describe("what becomes of a message after an attempt", () => {
  it.each([200, 201, 204, 299])("is delivered on %i", (status) => {
    expect(decideOutcome({ ...first, answer: response(status) })).toEqual({ kind: "delivered" });
  });

  it.each([199, 301, 400, 404, 429, 489, 500])("is retried on %i", (status) => {
    expect(decideOutcome({ ...first, answer: response(status) })).toEqual({ kind: "retry", waitMs: 12_000 });
  });

  it("is retried when the destination cannot be reached", () => {
    expect(decideOutcome({ ...first, answer: { kind: "error", error: "refused" } })).toEqual({ kind: "retry", waitMs: 12_000 });
  });

  it("waits longer each time", () => {
    expect(decideOutcome({ ...first, retried: 1, answer: response(500) })).toEqual({ kind: "retry", waitMs: 148_000 });
  });

  it("fails when the retries are spent", () => {
    expect(decideOutcome({ ...first, retried: 3, answer: response(500) })).toEqual({ kind: "failed" });
    expect(decideOutcome({ ...first, maxRetries: 0, answer: response(500) })).toEqual({ kind: "failed" });
  });

  it("fails at once on 489 with the header that says so, and only then", () => {
    const header = { "upstash-nonretryable-error": ["true"] };
    expect(decideOutcome({ ...first, answer: response(489, header) })).toEqual({ kind: "failed" });
    expect(decideOutcome({ ...first, answer: response(500, header) })).toMatchObject({ kind: "retry" });
    expect(decideOutcome({ ...first, answer: response(489, { "upstash-nonretryable-error": ["false"] }) })).toMatchObject({
      kind: "retry",
    });
  });

  it("follows the destination's wish before the message's expression, and that before the back-off", () => {
    const asking = response(503, { "retry-after": ["7"] });
    expect(decideOutcome({ ...first, retryDelay: "5000", answer: asking })).toEqual({ kind: "retry", waitMs: 7000 });
    expect(decideOutcome({ ...first, retryDelay: "5000 + retried", retried: 2, answer: response(503) })).toEqual({
      kind: "retry",
      waitMs: 5002,
    });
  });

  it.each(["1 / 0", "0 / 0", "sqrt(0 - 1)"])("falls back to the back-off when the expression %s gives no number", (retryDelay) => {
    expect(decideOutcome({ ...first, retryDelay, answer: response(500) })).toEqual({ kind: "retry", waitMs: 12_000 });
  });

  it("never waits a negative time, nor longer than a year", () => {
    expect(decideOutcome({ ...first, retryDelay: "0 - 5", answer: response(500) })).toEqual({ kind: "retry", waitMs: 0 });
    expect(decideOutcome({ ...first, retryDelay: "pow(10, 20)", answer: response(500) })).toEqual({
      kind: "retry",
      waitMs: 31_536_000_000,
    });
  });
});
