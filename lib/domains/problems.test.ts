import { describe, expect, it } from "vitest";
import { locales } from "@/lib/core/locale";
import { messagesOf } from "@/lib/i18n/messages";
import { problems } from "./problems";

type Told = Record<string, { what: string; remedy: string }>;

function told(locale: (typeof locales)[number]): Told {
  const domains = messagesOf(locale).domains;
  if (!domains || !("problems" in domains)) throw new Error("the catalogue has no problems");
  return domains.problems as Told;
}

describe.each(locales)("what merchants are told in %s", (locale) => {
  it("has a sentence and a remedy for each problem, and for nothing else", () => {
    expect(Object.keys(told(locale)).toSorted()).toEqual([...problems].toSorted());
    for (const text of Object.values(told(locale)).flatMap(({ what, remedy }) => [what, remedy])) expect(text).toMatch(/^\S.{20,}\.$/);
  });

  it("is a different sentence for each", () => {
    const sentences = Object.values(told(locale)).map(({ what }) => what);
    expect(new Set(sentences).size).toBe(problems.length);
  });
});
