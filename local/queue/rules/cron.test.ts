import { describe, expect, it } from "vitest";
import { nextRunAt, parseCron } from "@/local/queue/rules/cron";

const NOW = Date.UTC(2026, 0, 1, 12, 0, 30);

function next(text: string, afterMs = NOW): string | null {
  const rule = parseCron(text, afterMs);
  const at = rule.ok ? nextRunAt(rule.value, afterMs) : null;
  return at === null ? null : new Date(at).toISOString();
}

describe("a cron expression", () => {
  it.each([
    ["* * * * *", "2026-01-01T12:01:00.000Z"],
    ["*/5 * * * *", "2026-01-01T12:05:00.000Z"],
    ["0 3 * * *", "2026-01-02T03:00:00.000Z"],
    ["0 0 29 2 *", "2028-02-29T00:00:00.000Z"],
    ["0 9 * * MON", "2026-01-05T09:00:00.000Z"],
  ])("%s fires next at %s", (text, at) => {
    expect(next(text)).toBe(at);
  });

  it("fires strictly after the given moment", () => {
    const moment = Date.UTC(2026, 0, 1, 13, 0, 0);
    expect(next("0 * * * *", moment)).toBe("2026-01-01T14:00:00.000Z");
  });

  it("is in UTC unless a zone is named, and follows that zone's summer time", () => {
    expect(next("CRON_TZ=America/Sao_Paulo 0 9 * * *")).toBe("2026-01-02T12:00:00.000Z");
    expect(next("CRON_TZ=America/New_York 0 9 * * *", Date.UTC(2026, 0, 10))).toBe("2026-01-10T14:00:00.000Z");
    expect(next("CRON_TZ=America/New_York 0 9 * * *", Date.UTC(2026, 6, 10))).toBe("2026-07-10T13:00:00.000Z");
  });

  it.each(["", "* * * *", "* * * * * *", "60 * * * *", "a b c d e", "0 0 31 2 *", "CRON_TZ=Nowhere 0 0 * * *", "@daily"])(
    "refuses '%s'",
    (text) => {
      expect(parseCron(text, NOW)).toEqual({ ok: false, code: "invalid_cron" });
    },
  );
});
