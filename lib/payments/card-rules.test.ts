import { describe, expect, it } from "vitest";
import { checkCard, isCardNumber, readExpiry } from "./card-rules";

const now = new Date("2026-11-22T12:00:00Z");

describe("a card typed in the checkout", () => {
  it.each(["4000 0000 0000 0010", "4242424242424242", "3782 822463 10005"])("knows %s as a card number", (number) => {
    expect(isCardNumber(number)).toBe(true);
  });

  it.each(["4242424242424241", "4242 4242", "", "abcd efgh"])("refuses %j", (number) => {
    expect(isCardNumber(number)).toBe(false);
  });

  it("is good to the end of its month", () => {
    expect(readExpiry("11/26", now)).toEqual({ month: 11, year: 2026 });
    expect(readExpiry("10/26", now)).toBeNull();
    expect(readExpiry("13/30", now)).toBeNull();
    expect(readExpiry("12/2034", now)).toEqual({ month: 12, year: 2034 });
  });

  it("names each field that cannot be right", () => {
    expect(checkCard({ number: "1", holder: "", expiry: "", cvv: "1" }, now)).toEqual({
      number: "card_number_invalid",
      holder: "required",
      expiry: "card_expiry_invalid",
      cvv: "card_cvv_invalid",
    });
    expect(checkCard({ number: "4242424242424242", holder: "Ana", expiry: "12/30", cvv: "123" }, now)).toEqual({});
  });
});
