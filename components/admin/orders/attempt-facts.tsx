import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { DataList, type DataListItem } from "@/components/ui/data-list";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/lib/core/money";
import { providerNames } from "@/lib/core/provider";
import type { ProcessingFacts } from "@/lib/payments/gateways/port";
import type { AttemptView } from "@/lib/payments/queries";
import type { OrderFactsProps } from "./order-facts";

export type AttemptFactsProps = OrderFactsProps & { attempt: AttemptView };

/** One try to pay: by what, how much, what came of it; folded below it what the gateway's support asks for. */
export function AttemptFacts(props: AttemptFactsProps): ReactNode {
  const { attempt, order, locale, timeZone, t, told } = props;
  const { display, instalments, failure, amountCents } = attempt;
  return (
    <div className="grid gap-1">
      <span className="flex justify-between gap-4 font-medium">
        <span>
          {t(`methods.${attempt.method}`)}
          {display.cardBrand ? ` ${display.cardBrand}` : ""}
          {display.cardLastFour ? ` •••• ${display.cardLastFour}` : ""}
        </span>
        <Money amountCents={amountCents} currency={order.currency} locale={locale} />
      </span>
      {instalments > 1 ? (
        <span>
          {t("attempt.instalments", {
            count: instalments,
            amount: formatMoney(Math.ceil(amountCents / instalments), order.currency, locale),
          })}
        </span>
      ) : null}
      <span className="text-text-muted">
        {t(`attempts.${attempt.status}`)} · <DateText value={attempt.createdAt} locale={locale} timeZone={timeZone} show="datetime" />
      </span>
      {failure ? <span className="text-danger">{told(`failure.${failure}`)}</span> : null}
      {attempt.unknownWord ? <span className="text-warning">{t("unknownWord", { word: attempt.unknownWord })}</span> : null}
      {display.boletoUrl ? (
        <a
          href={display.boletoUrl}
          target="_blank"
          rel="noreferrer"
          className="inline-flex w-fit items-center gap-1.5 text-accent-text underline-offset-4 hover:underline touch:min-h-11"
        >
          {t("attempt.boleto")}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      ) : null}
      <details>
        <summary className="inline-flex min-h-9 cursor-pointer list-none items-center text-accent-text underline-offset-4 hover:underline touch:min-h-11">
          {t("attempt.details")}
        </summary>
        <DataList items={detailsOf(props)} className="mt-1" />
      </details>
    </div>
  );
}

const processingNames: readonly (keyof ProcessingFacts)[] = [
  "acquirer",
  "code",
  "message",
  "authorisation",
  "transactionId",
  "sequence",
  "antifraud",
  "antifraudScore",
  "riskLevel",
  "cardHolder",
  "cardFingerprint",
];

function detailsOf({ attempt, t }: AttemptFactsProps): DataListItem[] {
  const { gatewayRef, gatewayCode, processing, display, attemptNo, provider } = attempt;
  const told = processingNames.flatMap((name) => {
    const value = processing[name];
    return value ? [{ label: t(`processing.${name}`), value: <span className="break-all">{value}</span> }] : [];
  });
  return [
    { label: t("attempt.try"), value: String(attemptNo) },
    ...(gatewayRef
      ? [{ label: t("attempt.ref", { gateway: providerNames[provider] }), value: copied(gatewayRef, t("attempt.copy")) }]
      : []),
    { label: t("attempt.code"), value: copied(gatewayCode, t("attempt.copy")) },
    ...(display.boletoLine ? [{ label: t("attempt.line"), value: copied(display.boletoLine, t("attempt.copy")) }] : []),
    ...told,
  ];
}

function copied(text: string, label: string): ReactNode {
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <code className="min-w-0 break-all text-left text-xs">{text}</code>
      <CopyButton text={text} label={label} isIconOnly variant="ghost" />
    </span>
  );
}
