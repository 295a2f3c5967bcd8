import { Cron } from "croner";
import { fail, ok, type Result } from "@/lib/core/result";

/** When a schedule fires: five cron fields, in a time zone. */
export type CronRule = { pattern: string; timezone: string };

const PREFIX = /^CRON_TZ=(\S+)\s+(.+)$/;

function cronOf(rule: CronRule): Cron {
  return new Cron(rule.pattern, { timezone: rule.timezone, mode: "5-part", paused: true });
}

/**
 * Reads `Upstash-Cron`: five fields, UTC unless preceded by `CRON_TZ=<IANA zone> `.
 * Fails with `invalid_cron` when the fields or the zone are not valid, or when it would never fire.
 */
export function parseCron(text: string, nowMs: number): Result<CronRule, "invalid_cron"> {
  const match = PREFIX.exec(text.trim());
  const rule = { pattern: (match?.[2] ?? text).trim(), timezone: match?.[1] ?? "UTC" };
  if (rule.pattern.split(/\s+/).length !== 5) return fail("invalid_cron");
  try {
    return nextRunAt(rule, nowMs) === null ? fail("invalid_cron") : ok(rule);
  } catch (error) {
    // croner reports a bad pattern as TypeError and a bad zone as RangeError; nothing else is expected of input.
    if (error instanceof TypeError || error instanceof RangeError) return fail("invalid_cron");
    throw error;
  }
}

/** The first time the rule fires strictly after `afterMs`, in unix milliseconds, or null when it never does again. */
export function nextRunAt(rule: CronRule, afterMs: number): number | null {
  return cronOf(rule).nextRun(new Date(afterMs))?.getTime() ?? null;
}
