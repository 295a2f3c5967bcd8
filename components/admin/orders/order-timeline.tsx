import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { formatMoney } from "@/lib/core/money";
import type { OrderEntryView } from "@/lib/orders/view";
import { failureCodes } from "@/lib/payments/gateways/port";
import type { OrderFactsProps } from "./order-facts";

export type OrderTimelineProps = OrderFactsProps & {
  /** Names of the members who acted, by their ids. */
  names: ReadonlyMap<string, string>;
};

/** What happened to the order, newest first: how much, in which way, and who did it. */
export function OrderTimeline(props: OrderTimelineProps): ReactNode {
  const { order, locale, timeZone, t, told, names } = props;
  return (
    <Card>
      <CardHeader title={t("timeline")} />
      <CardBody>
        <ol className="grid gap-4 border-border border-l pl-5 text-sm">
          {order.timeline.toReversed().map((entry) => {
            const facts = factsOf(entry, props);
            const actor = entry.actorId ? names.get(entry.actorId) : undefined;
            return (
              <li key={entry.id} className="-ml-[1.6rem] flex gap-3">
                <span aria-hidden className="mt-1.5 size-2.5 shrink-0 rounded-full border-2 border-surface bg-accent" />
                <span className="grid min-w-0 gap-0.5">
                  <span className="font-medium">{told(`timeline.${entry.kind}`)}</span>
                  {facts ? <span className="text-pretty">{facts}</span> : null}
                  <span className="text-text-muted">
                    <DateText value={entry.at} locale={locale} timeZone={timeZone} show="datetime" />
                    {actor ? ` · ${actor}` : ""}
                  </span>
                </span>
              </li>
            );
          })}
        </ol>
      </CardBody>
    </Card>
  );
}

const methods: readonly unknown[] = ["card", "pix", "boleto", "hosted"];

/** An entry's figures in words: amount, way to pay, number of the try, reason. Empty when it has none. */
function factsOf({ detail }: OrderEntryView, { order, locale, t, told }: OrderTimelineProps): string {
  const { amountCents, method, attemptNo, failure, word } = detail;
  const code = failureCodes.find((known) => known === failure);
  const facts = [
    typeof amountCents === "number" ? formatMoney(amountCents, order.currency, locale) : null,
    methods.includes(method) ? t(`methods.${String(method)}`) : null,
    typeof attemptNo === "number" && attemptNo > 1 ? t("attempt.number", { number: attemptNo }) : null,
    code ? told(`failure.${code}`) : null,
    typeof word === "string" ? `“${word}”` : null,
  ];
  return facts.filter((fact) => fact !== null).join(" · ");
}
