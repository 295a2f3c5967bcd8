import { describe, expect, it } from "vitest";
import { parseFlowControl } from "@/local/queue/rules/flow-control";

describe("flow-control headers", () => {
  it.each([
    ["parallelism=2, rate=10, period=1m", { parallelism: 2, rate: 10, periodMs: 60_000 }],
    ["rate=5", { parallelism: null, rate: 5, periodMs: 1000 }],
    ["parallelism=3", { parallelism: 3, rate: null, periodMs: 1000 }],
    ["Rate=1,Period=30", { parallelism: null, rate: 1, periodMs: 30_000 }],
    ["rate=1,period=7d", { parallelism: null, rate: 1, periodMs: 604_800_000 }],
  ])("reads %s", (value, limits) => {
    expect(parseFlowControl("key", value)).toEqual({ ok: true, value: { key: "key", ...limits } });
  });

  it("means no limit when there are none", () => {
    expect(parseFlowControl(undefined, undefined)).toEqual({ ok: true, value: null });
  });

  it.each([
    ["key", undefined],
    [undefined, "rate=1"],
    ["key", ""],
    ["key", "period=1m"],
    ["key", "rate=0"],
    ["key", "rate=-1"],
    ["key", "rate=x"],
    ["key", "rate=1,period=8d"],
    ["key", "rate=1,period=0"],
    ["key", "burst=5"],
    ["key", "rate=1=2"],
    ["k".repeat(257), "rate=1"],
  ])("refuses key %s with %s", (key, value) => {
    expect(parseFlowControl(key, value).ok).toBe(false);
  });
});
