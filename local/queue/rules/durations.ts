const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;
const QSTASH_DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const GO_DURATION = /^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/;
const GO_PART = /(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g;
const GO_UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, µs: 0.001, ns: 0.000001 };
const TEN_YEARS_MS = 3650 * UNIT_MS.d;

/**
 * Reads a duration as QStash writes it in headers (`10s`, `5m`, `1d10h30m`), in milliseconds.
 * Null when it is malformed, empty or longer than ten years.
 */
export function parseDurationMs(text: string): number | null {
  const match = QSTASH_DURATION.exec(text.trim());
  if (!match || match[0] === "") return null;

  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  const totalMs = Number(days) * UNIT_MS.d + Number(hours) * UNIT_MS.h + Number(minutes) * UNIT_MS.m + Number(seconds) * UNIT_MS.s;
  return totalMs <= TEN_YEARS_MS ? totalMs : null;
}

/** Reads a Go duration (`6m5s`, `1.5s`, `300ms`), the form rate-limited services answer with, in milliseconds. Null when malformed. */
export function parseGoDurationMs(text: string): number | null {
  const trimmed = text.trim();
  if (!GO_DURATION.test(trimmed)) return null;

  let totalMs = 0;
  for (const [, amount = "0", unit = "s"] of trimmed.matchAll(GO_PART)) totalMs += Number(amount) * (GO_UNIT_MS[unit] ?? 0);
  return Math.ceil(totalMs);
}
