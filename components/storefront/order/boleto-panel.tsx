import { FileText } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import type { Translate } from "@/lib/i18n/translator";

export type BoletoPanelProps = {
  line: string;
  pdfUrl: string | null;
  amountCents: number;
  due: string;
  currency: string;
  locale: string;
  t: Translate;
};

/** Everything to pay a boleto: amount, due date, the line to copy, the slip itself. */
export function BoletoPanel({ line, pdfUrl, amountCents, due, currency, locale, t }: BoletoPanelProps): ReactNode {
  return (
    <section className="grid gap-5 rounded-lg border border-border bg-surface p-5 sm:p-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <Money amountCents={amountCents} currency={currency} locale={locale} className="font-semibold text-3xl" />
        <p className="text-sm text-text-muted">{t("boleto.due", { date: due })}</p>
      </div>
      <p className="select-all break-words rounded-md border border-border bg-muted p-3 font-mono text-sm leading-relaxed tabular-nums">
        <span className="sr-only">{t("boleto.line")}: </span>
        {grouped(line)}
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <CopyButton text={line} label={t("boleto.copy")} variant="primary" size="lg" width="full" />
        {pdfUrl ? (
          <a href={pdfUrl} target="_blank" rel="noreferrer" className={buttonVariants({ variant: "secondary", size: "lg", width: "full" })}>
            <FileText aria-hidden />
            {t("boleto.open")}
          </a>
        ) : null}
      </div>
    </section>
  );
}

/** The 47 digits in the groups in which banks print them (Febraban: 5.5 5.6 5.6 1 14). */
function grouped(line: string): string {
  const match = /^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/.exec(line);
  if (!match) return line;
  const [, a, b, c, d, e, f, g, h] = match;
  return `${a}.${b} ${c}.${d} ${e}.${f} ${g} ${h}`;
}
