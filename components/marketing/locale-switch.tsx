import { Languages } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { type Locale, locales } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

/** Each language in its own words, since its readers may not read the present one. */
const names: Record<Locale, string> = { en: "English", "pt-BR": "Português" };

/** This page in another language; plain links, because the whole page changes. */
export function LocaleSwitch({ locale, hrefs }: { locale: Locale; hrefs: Record<Locale, string> }): ReactNode {
  return (
    <nav aria-label={translator(locale, "marketing")("footer.language")} className="flex items-center gap-1 text-sm">
      <Languages aria-hidden className="mr-1 size-4 text-text-muted" />
      {locales.map((other) => (
        <a
          key={other}
          href={hrefs[other]}
          hrefLang={other}
          lang={other}
          aria-current={other === locale ? "true" : undefined}
          className={cn(
            "inline-flex items-center rounded-sm px-2 py-1 touch:min-h-11",
            other === locale ? "font-medium text-text" : "text-text-muted hover:text-text",
          )}
        >
          {names[other]}
        </a>
      ))}
    </nav>
  );
}
