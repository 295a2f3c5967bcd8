import { type Locale, locales } from "@/lib/core/locale";

/** How a plural ends, and how the singulars may end that it can be the plural of. */
type Ending = readonly [plural: RegExp, ...singulars: string[]];

const simple: Ending = [/(?<!s)s$/, ""];

/**
 * The regular plurals of each language, of words without accents: where two singulars fall together (`pães`, `mães`) both are named.
 * Portuguese: Cunha & Cintra, Nova gramática do português contemporâneo, "Flexões dos substantivos: número".
 */
const endings: Record<Locale, readonly Ending[]> = {
  "pt-BR": [
    [/[oa]es$/, "ao"],
    [/aos$/, "ao"],
    [/eis$/, "el", "il"],
    [/ais$/, "al"],
    [/ois$/, "ol"],
    [/uis$/, "ul"],
    [/(?<![aeiou])is$/, "il"],
    [/ns$/, "m"],
    [/(?<=[rsz])es$/, ""],
    simple,
  ],
  en: [[/ies$/, "y"], [/(?<=s|x|z|ch|sh|o)es$/, ""], [/ves$/, "f", "fe"], simple],
};

const shortest = 3;

/**
 * The words that a normalised word may be the plural of; none for a singular. Some of them are no words (`lapis` gives `lapi`):
 * they are for comparing, never for showing.
 */
export function singularsOf(word: string, locale: Locale): string[] {
  if (word.length < shortest) return [];
  const found = endings[locale].flatMap(([plural, ...singulars]) =>
    plural.test(word) ? singulars.map((singular) => word.replace(plural, singular)) : [],
  );
  return [...new Set(found)];
}

/** Whether two normalised words may be the singular and the plural of one, or two forms of its plural. */
export function areOneWord(one: string, other: string, languages: readonly Locale[] = locales): boolean {
  if (one === other) return true;
  return languages.some((locale) => {
    const forms = [one, ...singularsOf(one, locale)];
    return [other, ...singularsOf(other, locale)].some((form) => forms.includes(form));
  });
}
