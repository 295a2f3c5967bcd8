import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import type { Translate } from "@/lib/i18n/translator";

export type CheckoutFrameProps = {
  t: Translate;
  totalCents: number;
  currency: string;
  locale: string;
  /** Rendered twice, for phones and for desks; `place` keeps their ids apart. */
  summary: (place: "phone" | "desk") => ReactNode;
  children: ReactNode;
};

/** Two columns: what is asked, and what is bought. On a phone the order folds under its total. */
export function CheckoutFrame({ t, totalCents, currency, locale, summary, children }: CheckoutFrameProps): ReactNode {
  return (
    <div>
      <details className="group border-border border-b bg-muted lg:hidden print:hidden">
        <summary className="store-width flex min-h-14 cursor-pointer list-none items-center justify-between gap-4">
          <span className="flex items-center gap-1.5 text-accent-text text-sm">
            <span className="group-open:hidden">{t("summary.show")}</span>
            <span className="hidden group-open:inline">{t("summary.hide")}</span>
            <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
          </span>
          <Money amountCents={totalCents} currency={currency} locale={locale} className="font-semibold text-lg" />
        </summary>
        <div className="store-width pb-6">{summary("phone")}</div>
      </details>
      <div className="store-width grid gap-x-16 lg:grid-cols-[minmax(0,1fr)_25rem] xl:gap-x-24">
        <main className="mx-auto w-full max-w-xl py-6 lg:mx-0 lg:justify-self-end lg:py-10">{children}</main>
        <aside
          aria-label={t("summary.title")}
          className="border-border lg:border-l lg:pl-10 max-lg:hidden print:block print:border-t print:pt-6"
        >
          <div className="sticky top-0 py-10">{summary("desk")}</div>
        </aside>
      </div>
    </div>
  );
}
