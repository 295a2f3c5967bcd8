import { FileText } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import type { Translate } from "@/lib/i18n/translator";
import { printedLine } from "@/lib/payments/boleto-line";
import { PrintButton } from "./print-button";

export type BoletoPanelProps = {
  line: string;
  pdfUrl: string | null;
  /** The bar code as an SVG data URL. */
  barcodeUrl: string | null;
  amountCents: number;
  /** The due date in words. */
  due: string;
  /** The day is over: it is shown to be recognised, not to be paid. */
  isOverdue: boolean;
  currency: string;
  locale: string;
  t: Translate;
};

/** Everything to pay a boleto, on the screen or printed: amount, due date, line, bar code, the slip itself, and what to know. */
export function BoletoPanel({ line, pdfUrl, barcodeUrl, amountCents, due, isOverdue, currency, locale, t }: BoletoPanelProps): ReactNode {
  return (
    <section className="grid gap-5 rounded-lg border border-border bg-surface p-5 sm:p-8">
      <dl className="flex flex-wrap justify-between gap-x-8 gap-y-3">
        <div>
          <dt className="text-sm text-text-muted">{t("amount")}</dt>
          <dd>
            <Money amountCents={amountCents} currency={currency} locale={locale} className="font-semibold text-3xl" />
          </dd>
        </div>
        <div className="sm:text-right">
          <dt className="text-sm text-text-muted">{t(isOverdue ? "boleto.wasDue" : "boleto.due")}</dt>
          <dd className="text-pretty font-medium sm:pt-1.5">{due}</dd>
        </div>
      </dl>
      <div className="grid gap-2">
        <p className="text-sm text-text-muted">{t("boleto.line")}</p>
        <p className="select-all break-words rounded-md border border-border bg-muted p-3 font-mono text-sm leading-relaxed tabular-nums">
          {printedLine(line)}
        </p>
      </div>
      {isOverdue ? null : <Ways {...{ line, pdfUrl, barcodeUrl, t }} />}
    </section>
  );
}

function Ways({ line, pdfUrl, barcodeUrl, t }: Pick<BoletoPanelProps, "line" | "pdfUrl" | "barcodeUrl" | "t">): ReactNode {
  return (
    <>
      {barcodeUrl ? (
        // biome-ignore lint/performance/noImgElement: a data URL drawn on the server
        <img
          src={barcodeUrl}
          alt={t("boleto.barcode")}
          width={830}
          height={103}
          className="h-auto w-full rounded-md bg-surface py-2 print:w-[103mm]"
        />
      ) : null}
      <div className="grid gap-3 print:hidden">
        <CopyButton text={line} label={t("boleto.copy")} variant="primary" size="lg" width="full" />
        <div className="grid gap-3 sm:auto-cols-fr sm:grid-flow-col">
          {pdfUrl ? (
            <a
              href={pdfUrl}
              target="_blank"
              rel="noreferrer"
              className={buttonVariants({ variant: "secondary", size: "lg", width: "full" })}
            >
              <FileText aria-hidden />
              {t("boleto.open")}
            </a>
          ) : null}
          <PrintButton label={t("boleto.print")} />
        </div>
      </div>
      <ul className="grid list-disc gap-1.5 pl-5 text-pretty text-sm text-text-muted">
        {(["where", "afterDue", "clearing"] as const).map((fact) => (
          <li key={fact}>{t(`boleto.help.${fact}`)}</li>
        ))}
      </ul>
    </>
  );
}
