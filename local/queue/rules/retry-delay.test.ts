import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetryDelay } from "@/local/queue/rules/retry-delay";

function evaluate(text: string, retried: number): number | "refused" {
  const parsed = parseRetryDelay(text);
  return parsed.ok ? parsed.value(retried) : "refused";
}

describe("a retry-delay expression", () => {
  it.each([
    ["1000", 3, 1000],
    ["1000 * (1 + retried)", 2, 3000],
    ["pow(2, retried) * 1000", 3, 8000],
    ["max(1000, pow(2, retried) * 100)", 0, 1000],
    ["min(5000, exp(retried))", 20, 5000],
    ["2 + 3 * 4", 0, 14],
    ["10 - 2 - 3", 0, 5],
    ["100 / 10 / 2", 0, 5],
    ["7 % 4", 0, 3],
    ["-2 * -3", 0, 6],
    ["--4", 0, 4],
    ["sqrt(16) + abs(0 - 2)", 0, 6],
    ["floor(2.7) + ceil(2.1) + round(2.5)", 0, 8],
    ["1.5e3", 0, 1500],
    ["  retried  ", 4, 4],
    ["max(retried)", 2, 2],
  ])("%s after %i retries is %i", (text, retried, milliseconds) => {
    expect(evaluate(text, retried)).toBe(milliseconds);
  });

  it.each([
    "",
    " ",
    "1 +",
    "(1",
    "1)",
    "1 2",
    "pow(1)",
    "sqrt(1, 2)",
    "min()",
    "log(1)",
    "retries",
    "retried()",
    "pow",
    "constructor(1)",
    "__proto__(1)",
    "toString(1)",
    "process.exit(1)",
    "1;2",
    "a=1",
    "0x10",
    "'1'",
    "`1`",
    "1".repeat(257),
  ])("refuses '%s'", (text) => {
    expect(evaluate(text, 0)).toBe("refused");
  });

  it("takes any text without throwing, and any accepted one gives a number", () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom("1", "2.5", "retried", "pow", "max", "(", ")", ",", "+", "-", "*", "/", "%", " "))
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, fc.nat(20), (expression, retried) => {
        const value = evaluate(expression, retried);
        expect(value === "refused" || typeof value === "number").toBe(true);
      }),
    );
  });

  it("agrees with JavaScript on arithmetic", () => {
    const numbers = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(
        numbers,
        numbers,
        numbers,
        fc.constantFrom("+", "-", "*", "/", "%"),
        fc.constantFrom("+", "-", "*", "/", "%"),
        (a, b, c, first, second) => {
          const text = `${a} ${first} ${b} ${second} ${c}`;
          expect(evaluate(text, 0)).toBe(new Function(`return ${text}`)());
        },
      ),
    );
  });
});
