import { describe, expect, it } from "vitest";
import { endOfDueDay, toDueAt } from "@/lib/payments/gateways/pagarme-boleto";

describe("the due date of a boleto", () => {
  it("is the same day on the slip and on the order's page, though the day ends three hours later in Brasília than in UTC", () => {
    const endOfDay = new Date("2026-11-26T02:59:59Z");

    expect(toDueAt(endOfDay)).toBe("2026-11-25T23:59:59Z");
    expect(endOfDueDay(new Date(toDueAt(endOfDay)))).toEqual(endOfDay);
  });

  it("is read by its day where the vendor answers with its beginning", () => {
    expect(endOfDueDay(new Date("2026-11-25T00:00:00Z"))).toEqual(new Date("2026-11-26T02:59:59Z"));
  });
});
