import { describe, expect, it } from "vitest";
import { readRetryAfterMs } from "@/local/queue/rules/retry-after";

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

describe("what a failing destination asks for", () => {
  it.each([
    ["seconds", { "retry-after": ["120"] }, 120_000],
    ["fractions of a second", { "retry-after": ["0.5"] }, 500],
    ["a date", { "retry-after": ["Thu, 01 Jan 2026 12:00:30 GMT"] }, 30_000],
    ["a date in the past", { "retry-after": ["Thu, 01 Jan 2026 11:00:00 GMT"] }, 0],
    ["a Go duration", { "x-ratelimit-reset": ["6m5s"] }, 365_000],
    ["requests", { "x-ratelimit-reset-requests": ["2"] }, 2000],
    ["tokens", { "x-ratelimit-reset-tokens": ["3s"] }, 3000],
    ["several: the first readable one", { "retry-after": ["soon"], "x-ratelimit-reset-tokens": ["3s"] }, 3000],
    ["exactly one day", { "retry-after": ["86400"] }, 86_400_000],
  ])("reads %s", (_, headers, milliseconds) => {
    expect(readRetryAfterMs(headers, NOW)).toBe(milliseconds);
  });

  it.each([
    ["nothing", {}],
    ["an empty value", { "retry-after": [""] }],
    ["nonsense", { "retry-after": ["later"] }],
    ["more than a day", { "retry-after": ["86401"] }],
    ["a negative number", { "retry-after": ["-5"] }],
    ["a unix time", { "x-ratelimit-reset": [String(NOW / 1000)] }],
  ])("ignores %s", (_, headers) => {
    expect(readRetryAfterMs(headers, NOW)).toBeNull();
  });
});
