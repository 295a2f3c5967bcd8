import { describe, expect, it } from "vitest";
import { backOffMs } from "@/local/queue/rules/back-off";

describe("the back-off", () => {
  it("grows as QStash's table says, up to one day", () => {
    expect([1, 2, 3, 4, 5, 6].map(backOffMs)).toEqual([12_000, 148_000, 1_808_000, 22_026_000, 86_400_000, 86_400_000]);
  });

  it("stays at one day however often a message is retried", () => {
    expect(backOffMs(10_000)).toBe(86_400_000);
  });
});
