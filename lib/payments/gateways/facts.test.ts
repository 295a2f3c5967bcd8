import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newFacts, wonDisputes } from "@/lib/payments/gateways/facts";
import type { MoneyFact, Uncontested } from "@/lib/payments/gateways/port";
import { openDisputes } from "@/lib/payments/rules";

const occurredAt = new Date("2026-11-22T12:00:00Z");
const refunded = (amountCents: number, isTotal: boolean): MoneyFact => ({
  kind: "refunded",
  gatewayRef: "ch_1",
  amountCents,
  currency: "BRL",
  occurredAt,
  ...(isTotal ? { isTotal } : {}),
});

describe("what a gateway's answer adds to the ledger", () => {
  it("adds a fact once, however often the gateway tells it", () => {
    const first = newFacts([], [refunded(1000, false)]);

    expect(first).toHaveLength(1);
    expect(newFacts(first, [refunded(1000, false)])).toEqual([]);
  });

  it("adds the second partial refund when the gateway tells only the sum of both", () => {
    const first = newFacts([], [refunded(1000, true)]);
    const second = newFacts(first, [refunded(2500, true)]);

    expect(second).toEqual([{ kind: "refunded", gatewayRef: "ch_1#2500", amountCents: 1500, currency: "BRL", occurredAt }]);
  });

  it("adds nothing when an older sum arrives after a newer one", () => {
    const held = newFacts([], [refunded(2500, true)]);

    expect(newFacts(held, [refunded(1000, true)])).toEqual([]);
  });

  it("does not take another charge's refund for its own", () => {
    const held = [{ kind: "refunded" as const, gatewayRef: "ch_12", amountCents: 900, occurredAt }];

    expect(newFacts(held, [refunded(1000, true)])[0]?.amountCents).toBe(1000);
  });

  it("ends at the largest sum told, in whatever order and however often the sums arrive", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 }), (sums) => {
        const ledger: MoneyFact[] = [];
        for (const sum of sums) ledger.push(...newFacts(ledger, [refunded(sum, true)]));

        expect(ledger.reduce((total, fact) => total + fact.amountCents, 0)).toBe(Math.max(...sums));
        expect(new Set(ledger.map((fact) => fact.gatewayRef)).size).toBe(ledger.length);
      }),
    );
  });

  describe("about a dispute whose end is told by silence", () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
    const disputed = (hour: number): MoneyFact => ({ ...refunded(1000, true), kind: "disputed", occurredAt: at(hour) });
    const over = (hour: number): Uncontested => ({ gatewayRef: "ch_1", currency: "BRL", asOf: at(hour) });
    const apply = (told: readonly (MoneyFact | Uncontested)[]): MoneyFact[] => {
      const ledger: MoneyFact[] = [];
      for (const one of told) ledger.push(...("asOf" in one ? wonDisputes(ledger, one) : newFacts(ledger, [one])));
      return ledger;
    };

    it("adds nothing where there was none", () => {
      expect(wonDisputes([], over(12))).toEqual([]);
      expect(wonDisputes(apply([disputed(10)]), undefined)).toEqual([]);
    });

    it("ends the one that is open, once", () => {
      expect(apply([disputed(10), over(11), over(12)]).map(({ kind }) => kind)).toEqual(["disputed", "dispute_won"]);
    });

    it("believes no answer that is older than the dispute, and no dispute that is older than its end", () => {
      expect(apply([disputed(10), over(9), over(10)]).map(({ kind }) => kind)).toEqual(["disputed"]);
      expect(apply([disputed(10), over(12), disputed(11)]).map(({ kind }) => kind)).toEqual(["disputed", "dispute_won"]);
    });

    it("sees a second and a third dispute of the same amount", () => {
      const ledger = apply([disputed(10), over(11), disputed(12), over(13), disputed(14)]);
      expect(ledger.filter(({ kind }) => kind === "disputed").map(({ gatewayRef }) => gatewayRef)).toEqual([
        "ch_1",
        "ch_1#1000",
        "ch_1#1000.2",
      ]);
      expect(openDisputes(ledger)).toMatchObject([{ gatewayRef: "ch_1#1000.2" }]);
    });
  });
});
