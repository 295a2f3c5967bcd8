import { describe, expect, it } from "vitest";
import { crc16, pixCode, readFields } from "@/local/pagarme/pix-code";

const input = { location: "localhost:4400/pagarme/pay/ch_1", amountCents: 4490, merchantName: "Aurora Ateliê", merchantCity: "São Paulo" };

describe("the Pix copy-and-paste code", () => {
  it("carries the amount, the currency and the merchant without accents", () => {
    const fields = readFields(pixCode(input));

    expect(fields?.get("54")).toBe("44.90");
    expect(fields?.get("53")).toBe("986");
    expect(fields?.get("59")).toBe("Aurora Atelie");
    expect(fields?.get("60")).toBe("Sao Paulo");
    expect(readFields(fields?.get("26") ?? "")?.get("25")).toBe(input.location);
  });

  it("ends with the checksum of everything before it", () => {
    const code = pixCode(input);

    expect(code.slice(-4)).toBe(crc16(code.slice(0, -4)));
    expect(crc16(code.slice(0, -4).replace("44.90", "44.91"))).not.toBe(code.slice(-4));
  });

  it("computes the checksum of the central bank's printed example", () => {
    const example =
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***6304";

    expect(crc16(example)).toBe("1D3D");
    expect(crc16("123456789")).toBe("29B1");
  });

  it("refuses to read a truncated code", () => {
    expect(readFields(pixCode(input).slice(0, -3))).toBeNull();
  });
});
