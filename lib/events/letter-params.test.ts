import { describe, expect, it } from "vitest";
import { minuteMs } from "@/lib/core/time";
import { bulkFields, bulkInput, readLetterQuery } from "./letter-params";

describe("the address of a list of dead letters", () => {
  it("holds its filter", () => {
    const query = readLetterQuery({ state: "discarded", consumer: ["index-product", "sweep"], cause: "timeout", since: "24h", page: "3" });
    expect(query).toMatchObject({ since: "24h", page: 3 });
    expect(query.filter).toMatchObject({ state: "discarded", consumers: ["index-product", "sweep"], causes: ["timeout"] });
    expect(Date.now() - (query.filter.since?.getTime() ?? 0)).toBeGreaterThan(23 * 60 * minuteMs);
    expect(query.params).toEqual({ state: "discarded", consumer: ["index-product", "sweep"], cause: ["timeout"], since: "24h" });
  });

  it("shows what is open when it says nothing, or nonsense", () => {
    for (const given of [{}, { state: "x", consumer: "nobody", cause: ["sadness"], since: "ever", page: "-2" }]) {
      const { filter, page, params } = readLetterQuery(given);
      expect(filter).toEqual({ state: "open", consumers: [], causes: [], since: null, until: null });
      expect([page, params]).toEqual([1, {}]);
    }
  });
});

describe("a bulk act", () => {
  it("is done to what the list showed at that moment", () => {
    const { filter, since } = readLetterQuery({ consumer: "index-product", since: "1h" });
    const now = new Date("2026-03-01T12:00:00Z");
    expect(bulkInput.parse({ ...bulkFields(filter, { since, now }), cause: "failed" })).toEqual({
      causes: ["failed"],
      consumers: ["index-product"],
      since: new Date("2026-03-01T11:00:00Z"),
      until: now,
    });
  });

  it("needs a cause and a moment", () => {
    expect(bulkInput.safeParse({ cause: "everything", until: new Date().toISOString() }).success).toBe(false);
    expect(bulkInput.safeParse({ cause: "failed" }).success).toBe(false);
  });
});
