import { describe, expect, it } from "vitest";
import { readFilters, toCondition } from "@/local/queue/filters";

function condition(query: string, listed: "event" | "message" | "deadLetter" = "message"): { sql: string; values: unknown[] } | string {
  const filters = readFilters(new URLSearchParams(query), listed);
  return filters.ok ? toCondition(filters.value, ["leading"]) : filters.code;
}

describe("filters", () => {
  it("match everything when there are none, or only unknown ones", () => {
    expect(condition("count=5&cursor=1&nonsense=2&constructor=1")).toEqual({ sql: "true", values: ["leading"] });
  });

  it("take repeated values and comma lists as alternatives, and different keys together", () => {
    expect(condition("queueName=a&queueName=b,c&label=x")).toEqual({
      sql: "(message.queue = any($2)) and (message.labels && $3)",
      values: ["leading", ["a", "b,c", "b", "c"], ["x"]],
    });
  });

  it("compare the time that the list is about", () => {
    expect(condition("fromDate=1&toDate=2", "event")).toEqual({
      sql: "(event.time >= $2) and (event.time <= $3)",
      values: ["leading", 1, 2],
    });
    expect(condition("fromDate=1", "deadLetter")).toMatchObject({ sql: "(message.finished_at >= $2)" });
    expect(condition("fromDate=today")).toBe("invalid_date");
  });

  it("know the client's spelling of a state, and the state that no event has", () => {
    expect(condition("state=CANCELED", "event")).toMatchObject({ values: ["leading", ["CANCELLED"]] });
    expect(condition("state=IN_PROGRESS", "event")).toMatchObject({
      sql: expect.stringContaining("finished_at is null"),
      values: ["leading"],
    });
  });
});
