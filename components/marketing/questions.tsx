import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

const questions = ["domain", "money", "pix", "move", "plan", "failure"] as const;

/** What people ask before they sign up; opens without JavaScript. */
export function Questions({ locale }: { locale: Locale }): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <div className="max-w-3xl divide-y divide-border border-border border-y">
      {questions.map((question) => (
        <details key={question} name="questions" className="group">
          <summary className="flex min-h-16 list-none items-center justify-between gap-6 rounded-sm py-4 font-medium text-lg">
            {t(`questions.${question}.ask`)}
            <Plus aria-hidden className="size-5 shrink-0 text-text-muted transition-transform group-open:rotate-45" />
          </summary>
          <p className="max-w-2xl text-pretty pb-6 text-text-muted leading-relaxed">{t(`questions.${question}.answer`)}</p>
        </details>
      ))}
    </div>
  );
}
