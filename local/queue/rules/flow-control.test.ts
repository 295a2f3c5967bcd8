import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit, parseFlowControl } from "@/local/queue/rules/flow-control";

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

describe("admission", () => {
  const use = { parallelism: 3, rate: 5, periodMs: 1000, windowAt: 10_000, started: 0, active: 0 };

  it("is bounded by the places that are free", () => {
    expect(admit({ ...use, active: 1 }, 10_500)).toMatchObject({ room: 2, opensAt: null });
    expect(admit({ ...use, active: 4 }, 10_500)).toMatchObject({ room: 0 });
  });

  it("is bounded by what the window still allows, and says when the next one opens", () => {
    expect(admit({ ...use, parallelism: null, started: 3 }, 10_500)).toEqual({ room: 2, windowAt: 10_000, started: 3, opensAt: 11_000 });
    expect(admit({ ...use, started: 5 }, 10_999)).toMatchObject({ room: 0, opensAt: 11_000 });
  });

  it("begins a new window when the old one is over", () => {
    expect(admit({ ...use, started: 5 }, 11_000)).toEqual({ room: 3, windowAt: 11_000, started: 0, opensAt: null });
  });

  it("never waits for a window when only parallelism is limited", () => {
    expect(admit({ ...use, rate: null, active: 3 }, 10_500)).toMatchObject({ room: 0, opensAt: null });
  });

  it("never lets more start in a window than the rate, nor run at once than the parallelism", () => {
    const limits = fc.record({
      parallelism: fc.integer({ min: 1, max: 9 }),
      rate: fc.integer({ min: 1, max: 9 }),
      started: fc.nat(9),
      active: fc.nat(9),
    });
    fc.assert(
      fc.property(limits, fc.integer({ min: 10_000, max: 12_000 }), (limited, now) => {
        const admission = admit({ ...use, ...limited }, now);
        expect(admission.started + admission.room).toBeLessThanOrEqual(Math.max(limited.rate, admission.started));
        expect(limited.active + admission.room).toBeLessThanOrEqual(Math.max(limited.parallelism, limited.active));
      }),
    );
  });
});
