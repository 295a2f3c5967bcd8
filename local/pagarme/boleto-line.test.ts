import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boletoBarcode, digitableLine, isDigitableLine, printedLine } from "@/local/pagarme/boleto-line";

const sample = { bank: "237", amountCents: 4490, dueOn: new Date("2026-12-01T00:00:00Z"), freeField: "3381200000000000123450120" };

describe("a boleto's digitable line", () => {
  it("rebuilds a line that a bank published", () => {
    const barcode = "00193373700000001000500940144816060680935031";

    expect(digitableLine(barcode)).toBe("00190500954014481606906809350314337370000000100");
    expect(isDigitableLine("00190500954014481606906809350314337370000000100")).toBe(true);
  });

  it("carries the amount in its last ten digits and counts the due day from the factor's restart", () => {
    const line = digitableLine(boletoBarcode(sample));

    expect(line.slice(-10)).toBe("0000004490");
    expect(line.slice(33, 37)).toBe("1647");
    expect(boletoBarcode({ ...sample, dueOn: new Date("2025-02-22T12:00:00Z") }).slice(5, 9)).toBe("1000");
  });

  it("is always valid, and never after one digit was mistyped", () => {
    const free = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(free, fc.integer({ min: 1, max: 99_999_999 }), fc.nat(31), (digits, amountCents, at) => {
        const line = digitableLine(boletoBarcode({ ...sample, amountCents, freeField: digits.join("") }));
        const mistyped = line.slice(0, at) + ((Number(line[at]) + 1) % 10) + line.slice(at + 1);

        expect(isDigitableLine(line)).toBe(true);
        expect(isDigitableLine(mistyped)).toBe(false);
      }),
    );
  });

  it("is printed in five groups", () => {
    expect(printedLine("00190500954014481606906809350314337370000000100")).toBe("00190.50095 40144.816069 06809.350314 3 37370000000100");
  });
});
