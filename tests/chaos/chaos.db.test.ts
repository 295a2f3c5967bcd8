import { expect, it } from "vitest";
import { runChaos } from "./run";

it("loses, doubles and mixes up nothing while the queue and the workers are killed", async () => {
  const extent = { seconds: 6, mostSeconds: 60, atLeast: { kills: 4, orders: 3, edits: 6 } };
  const people = { editors: 2, shoppers: 2, pauseMs: 150 };
  const report = await runChaos({ seed: 20261122, mutant: null, isKilling: true, ...extent, ...people });
  expect(report.violations).toEqual([]);
  expect(report.drainedSeconds).not.toBeNull();
  expect(Object.values(report.kills).reduce((sum, count) => sum + count)).toBeGreaterThan(0);
  expect(report.orders).toBeGreaterThan(0);
  expect(report.edits).toBeGreaterThan(0);
}, 600_000);
