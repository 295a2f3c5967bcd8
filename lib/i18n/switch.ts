import { type Locale, locales } from "@/lib/core/locale";

/** The addresses that show a page of the platform in each language. */
export function localeHrefs(path: string): Record<Locale, string> {
  const entries = locales.map((locale) => [locale, `/language?${new URLSearchParams({ to: locale, next: path })}`]);
  return Object.fromEntries(entries) as Record<Locale, string>;
}
