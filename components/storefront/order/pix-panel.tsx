import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import type { Translate } from "@/lib/i18n/translator";
import { Countdown } from "./countdown";

export type PixPanelProps = {
  code: string;
  /** The QR code as an SVG data URL. */
  qrUrl: string;
  amountCents: number;
  expiresAt: Date | null;
  /** The server's clock: a shopper's may be wrong. */
  now: Date;
  currency: string;
  locale: string;
  timeZone: string;
  t: Translate;
};

/** Everything to pay with Pix: a large code to read, the same to copy, the amount, the time left. */
export function PixPanel({ code, qrUrl, amountCents, expiresAt, now, currency, locale, timeZone, t }: PixPanelProps): ReactNode {
  const exact = expiresAt ? new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone }).format(expiresAt) : "";
  return (
    <section className="grid gap-6 rounded-lg border border-border bg-surface p-5 sm:p-8">
      <div className="grid items-center gap-8 sm:grid-cols-[auto_minmax(0,1fr)]">
        {/* biome-ignore lint/performance/noImgElement: a data URL drawn on the server */}
        <img src={qrUrl} alt={t("pix.qr")} width={240} height={240} className="mx-auto size-60 rounded-md bg-surface" />
        <div className="grid gap-4">
          <p className="text-center sm:text-left">
            <span className="block text-sm text-text-muted">{t("amount")}</span>
            <Money amountCents={amountCents} currency={currency} locale={locale} className="font-semibold text-3xl" />
          </p>
          <ol className="grid list-inside list-decimal gap-1.5 text-sm text-text-muted max-sm:hidden">
            {["1", "2", "3"].map((step) => (
              <li key={step}>{t(`pix.help.${step}`)}</li>
            ))}
          </ol>
        </div>
      </div>
      <div className="grid gap-3">
        <p className="select-all break-all rounded-md border border-border bg-muted p-3 font-mono text-text-muted text-xs">
          <span className="sr-only">{t("pix.code")}: </span>
          <span>{code}</span>
        </p>
        <CopyButton text={code} label={t("pix.copy")} variant="primary" size="lg" width="full" />
        {expiresAt ? <Countdown until={expiresAt.toISOString()} now={now.toISOString()} exact={exact} /> : null}
      </div>
    </section>
  );
}
