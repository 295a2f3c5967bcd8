import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boletoBarcode, digitableLine } from "@/local/pagarme/boleto-line";
import { barcodeOf, printedLine } from "./boleto-line";

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe("the line of a boleto", () => {
  it("stands for the bar code that it was made of, for every bank, amount and day", () => {
    const dueOn = fc.date({ min: new Date("2025-02-22T00:00:00Z"), max: new Date("2049-01-01T00:00:00Z"), noInvalidDate: true });
    const facts = fc.record({ bank: digits(3), amountCents: fc.integer({ min: 1, max: 9_999_999_999 }), dueOn, freeField: digits(25) });
    fc.assert(
      fc.property(facts, (boleto) => {
        const barcode = boletoBarcode(boleto);
        expect(barcodeOf(digitableLine(barcode))).toBe(barcode);
      }),
    );
  });

  it("has no picture when a digit was lost or changed", () => {
    const line = digitableLine(
      boletoBarcode({ bank: "237", amountCents: 4490, dueOn: new Date("2026-12-01T00:00:00Z"), freeField: "3381200000000000123450120" }),
    );
    const changed = `${line.slice(0, 12)}${(Number(line[12]) + 1) % 10}${line.slice(13)}`;

    expect(barcodeOf(line)).toHaveLength(44);
    expect(barcodeOf(changed)).toBeNull();
    expect(barcodeOf(line.slice(1))).toBeNull();
    expect(barcodeOf("")).toBeNull();
  });

  it("is printed in the groups of the bank's slip", () => {
    expect(printedLine("23793381286000000012345012016312700000000044901")).toBe("23793.38128 60000.000123 45012.016312 7 00000000044901");
    expect(printedLine("123")).toBe("123");
  });
});
