import { describe, expect, it } from "vitest";
import { parseDurationMs, parseGoDurationMs } from "@/local/queue/rules/durations";

describe("a duration in a publish header", () => {
  it.each([
    ["10s", 10_000],
    ["5m", 300_000],
    ["2h", 7_200_000],
    ["7d", 604_800_000],
    ["1d10h30m", 124_200_000],
    ["0s", 0],
    ["3650d", 315_360_000_000],
  ])("%s is %i ms", (text, milliseconds) => {
    expect(parseDurationMs(text)).toBe(milliseconds);
  });

  it.each(["", "10", "s", "10 s", "5m1h", "1.5s", "-1s", "10ms", "3651d", "99999999999999999999d"])("refuses '%s'", (text) => {
    expect(parseDurationMs(text)).toBeNull();
  });
});

describe("a Go duration", () => {
  it.each([
    ["6m5s", 365_000],
    ["1.5s", 1500],
    ["300ms", 300],
    ["1h0m0.5s", 3_600_500],
    ["10us", 1],
  ])("%s is %i ms", (text, milliseconds) => {
    expect(parseGoDurationMs(text)).toBe(milliseconds);
  });

  it.each(["", "5", "5 minutes", "m5"])("refuses '%s'", (text) => {
    expect(parseGoDurationMs(text)).toBeNull();
  });
});
