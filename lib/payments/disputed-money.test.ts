import { describe, expect, it } from "vitest";
import { flagsOf, type LedgerFact, nextStatus, standingCents, summaryOf } from "./rules";

const captured: LedgerFact = { kind: "captured", gatewayRef: "ch_1", amountCents: 1000 };
const disputed: LedgerFact = { kind: "disputed", gatewayRef: "dp_1", amountCents: 1000 };
const lost: LedgerFact = { ...disputed, kind: "dispute_lost" };
const won: LedgerFact = { ...disputed, kind: "dispute_won" };
const facts = (...ledger: LedgerFact[]) => ({ amountCents: 1000, ledger, lastStatus: "captured" as const });

describe("a dispute that was lost", () => {
  it("leaves the order without its money, and asks for somebody while the goods are here", () => {
    const ledger = facts(captured, disputed, lost);
    expect(summaryOf(ledger)).toBe("lost");
    expect(flagsOf([], ledger)).toEqual(["disputed"]);
    expect(flagsOf(["disputed"], { ...ledger, isOver: true })).toEqual([]);
  });

  it("is over when an appeal was won", () => {
    const ledger = facts(captured, disputed, lost, won);
    expect(summaryOf(ledger)).toBe("paid");
    expect(flagsOf(["disputed"], ledger)).toEqual([]);
    expect(nextStatus("lost", "captured", ledger.ledger)).toBe("won");
  });

  it("does not matter for an order that was paid by another payment as well", () => {
    const other: LedgerFact = { ...captured, gatewayRef: "ch_2" };
    expect(summaryOf(facts(captured, disputed, lost, other))).toBe("paid");
  });
});

describe("what an order is paid by", () => {
  const of = (attemptId: string, ...ledger: LedgerFact[]) => ledger.map((fact) => ({ ...fact, attemptId }));
  const back = (amountCents: number): LedgerFact => ({ kind: "refunded", gatewayRef: "re_1", amountCents });

  it("is nothing once all of it went back", () => {
    expect(standingCents(of("a", captured, back(1000)))).toBe(0);
  });

  it("is what was paid, also where a part went back", () => {
    expect(standingCents(of("a", captured, back(100)))).toBe(1000);
  });

  it("counts no attempt that was given back beside another that stays", () => {
    const small: LedgerFact = { ...captured, gatewayRef: "ch_2", amountCents: 100 };
    expect(standingCents([...of("a", captured, back(1000)), ...of("b", small)])).toBe(100);
  });
});
