import type { Locale } from "@/lib/core/locale";
import { formatMoney } from "@/lib/core/money";
import { type Translate, translator } from "@/lib/i18n/translator";

type Forecast = { outcome: string; cause?: string };
type GatewayWord = { attemptNo: number; status: string; amountCents: number; currency: string };
export type Rehearsal = { forecast: Forecast; consumer: string; gateway: readonly GatewayWord[] | "silent" | null };

/** What a dry run found, in sentences: what a replay would do, and what the gateway says of a payment. */
export function sayForecast(locale: Locale, { forecast, consumer, gateway }: Rehearsal): { text: string; tone: string; gateway: string } {
  const t = translator(locale, "admin-events");
  const cause = forecast.cause ? t(`causes.${forecast.cause}`) : "";
  return {
    text: t(`rehearse.${forecast.outcome}`, { what: t(`consumers.${consumer}`), cause: lowerFirst(cause) }),
    tone: { would_succeed: "good", seen_before: "good", would_fail: "bad" }[forecast.outcome] ?? "plain",
    gateway: sayGateway(locale, t, gateway),
  };
}

function sayGateway(locale: Locale, t: Translate, gateway: Rehearsal["gateway"]): string {
  if (gateway === null) return "";
  if (gateway === "silent") return t("rehearse.gatewaySilent");
  if (gateway.length === 0) return t("rehearse.gatewayNothing");
  return gateway
    .map(({ attemptNo, status, amountCents, currency }) => {
      const amount = formatMoney(amountCents, currency, locale);
      return t("rehearse.gatewayWord", { attemptNo, status: t(`rehearse.gatewayStatuses.${status}`), amount });
    })
    .join("\n");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}
