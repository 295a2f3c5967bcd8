import { describe, expect, it } from "vitest";
import { inBatches } from "./batches";

describe("work in batches", () => {
  it("goes on until a step finds less than a batch", async () => {
    const found = [3, 3, 1, 3];
    await inBatches({ batch: 3, budgetMs: 60_000 }, async () => found.shift() ?? 0);
    expect(found).toEqual([3]);
  });

  it("ends when its time is up, after one step at least", async () => {
    let steps = 0;
    await inBatches({ batch: 3, budgetMs: -1 }, async () => {
      steps += 1;
      return 3;
    });
    expect(steps).toBe(1);
  });
});
