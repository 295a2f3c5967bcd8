import { describe, expect, it } from "vitest";
import { relativeTime } from "./moment";

const now = new Date("2026-03-10T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe("relative time", () => {
  it.each([
    [20, "now"],
    [60, "1 minute ago"],
    [3599, "59 minutes ago"],
    [3600, "1 hour ago"],
    [86_400, "yesterday"],
    [-172_800, "in 2 days"],
    [40 * 86_400, "last month"],
  ])("%i seconds ago reads %s", (seconds, text) => {
    expect(relativeTime(ago(seconds), now, "en")).toBe(text);
  });

  it("is written in the reader's language", () => {
    expect(relativeTime(ago(7200), now, "pt-BR")).toBe("há 2 horas");
    expect(relativeTime(ago(86_400), now, "pt-BR")).toBe("ontem");
  });
});
