import { parseGoDurationMs } from "@/local/queue/rules/durations";

const HEADERS = ["retry-after", "x-ratelimit-reset", "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"] as const;
const DAY_MS = 86_400_000;

/** Response headers by lower-case name. */
export type ResponseHeaders = Record<string, string[]>;

function readValueMs(value: string, nowMs: number): number | null {
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);

  const durationMs = parseGoDurationMs(text);
  if (durationMs !== null) return durationMs;

  const dateMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs);
}

/**
 * How long a failing destination asks to be left alone, in milliseconds. It may say so in seconds, as a date or as a Go
 * duration, in `Retry-After` or `X-RateLimit-Reset[-Requests|-Tokens]`; the first readable one counts.
 * Null when it does not ask, or asks for more than a day (then QStash uses its back-off).
 */
export function readRetryAfterMs(headers: ResponseHeaders, nowMs: number): number | null {
  for (const name of HEADERS) {
    const waitMs = readValueMs(headers[name]?.[0] ?? "", nowMs);
    if (waitMs !== null) return waitMs <= DAY_MS ? waitMs : null;
  }
  return null;
}
