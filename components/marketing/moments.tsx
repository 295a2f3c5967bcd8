import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { Section } from "./section";

const moments = ["open", "fill", "sell"] as const;

/** The three moments in their order: sign up, add products, sell. */
export function Moments({ locale }: { locale: Locale }): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <Section title={t("moments.title")}>
      <ol className="grid gap-x-10 gap-y-12 md:grid-cols-3">
        {moments.map((moment, index) => (
          <li key={moment} className="grid content-start gap-3 border-text border-t-2 pt-5">
            <span aria-hidden className="font-bold font-display text-5xl text-accent-text tabular-nums tracking-tight">
              {index + 1}
            </span>
            <h3 className="mt-2 font-semibold text-xl">{t(`moments.${moment}.title`)}</h3>
            <p className="text-pretty text-text-muted leading-relaxed">{t(`moments.${moment}.text`)}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
