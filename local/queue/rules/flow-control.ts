import { fail, ok, type Result } from "@/lib/core/result";
import { parseDurationMs } from "@/local/queue/rules/durations";

const WEEK_MS = 7 * 86_400_000;
const LARGEST = 1_000_000;

/** At most `parallelism` messages of the key at once, and at most `rate` started per `periodMs`. Null means no such limit. */
export type FlowControl = { key: string; parallelism: number | null; rate: number | null; periodMs: number };

function readLimit(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= LARGEST ? value : undefined;
}

/** Reads the period of a rate, in milliseconds: seconds, or a duration such as `1m`; from one second to one week. */
export function parsePeriodMs(text: string): number | undefined {
  const periodMs = /^\d+$/.test(text) ? Number(text) * 1000 : parseDurationMs(text);
  return periodMs !== null && periodMs >= 1000 && periodMs <= WEEK_MS ? periodMs : undefined;
}

function readPairs(text: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  for (const part of text.split(",")) {
    const [name = "", value = "", ...rest] = part.split("=").map((piece) => piece.trim().toLowerCase());
    if (rest.length > 0 || !["parallelism", "rate", "period"].includes(name)) return undefined;
    pairs.set(name, value);
  }
  return pairs;
}

/**
 * Reads `Upstash-Flow-Control-Key` and `-Value` (`parallelism=2, rate=10, period=1m`, any subset, period 1 s by default).
 * Null when neither is there. Fails with `invalid_flow_control` when one is missing, a part is unknown or nothing is limited.
 */
export function parseFlowControl(key: string | undefined, value: string | undefined): Result<FlowControl | null, "invalid_flow_control"> {
  if (!key && !value) return ok(null);
  const pairs = key && value ? readPairs(value) : undefined;
  if (!key || key.length > 256 || !pairs) return fail("invalid_flow_control");

  const parallelism = readLimit(pairs.get("parallelism"));
  const rate = readLimit(pairs.get("rate"));
  const periodMs = parsePeriodMs(pairs.get("period") ?? "1");
  if (parallelism === undefined || rate === undefined || periodMs === undefined) return fail("invalid_flow_control");
  return parallelism === null && rate === null ? fail("invalid_flow_control") : ok({ key, parallelism, rate, periodMs });
}
