import type { ReactNode } from "react";
import { DateText } from "@/components/ui/date-text";
import { formatMoney } from "@/lib/core/money";
import type { Translate } from "@/lib/i18n/translator";
import type { OrderView } from "@/lib/orders/view";

/** Entries that say nothing to a shopper. */
const inner = new Set([
  "payment_started",
  "unknown_word",
  "restocked",
  "refund_requested",
  "refund_failed",
  "dispute_won",
  "dispute_lost",
  "payment_disputed",
]);

/** What happened to the order, in order. */
export function OrderTimeline({ order, timeZone, words }: { order: OrderView; timeZone: string; words: Translate }): ReactNode {
  const entries = order.timeline.filter(({ kind }) => !inner.has(kind));
  return (
    <section>
      <h2 className="font-medium text-sm">{words("timelineTitle")}</h2>
      <ol className="mt-3 grid gap-3 border-border border-l pl-4 text-sm">
        {entries.map((entry) => (
          <li
            key={entry.id}
            className="relative flex flex-wrap justify-between gap-x-4 before:absolute before:top-1.5 before:-left-[1.3rem] before:size-2 before:rounded-full before:bg-border-strong last:before:bg-accent"
          >
            <span>
              {words(`timeline.${entry.kind}`)}
              {refundText(entry, order)}
            </span>
            <span className="text-text-muted">
              <DateText value={entry.at} locale={order.locale} timeZone={timeZone} show="datetime" />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How much went back: the rest of the page tells the sum alone. */
function refundText({ kind, detail }: OrderView["timeline"][number], { currency, locale }: OrderView): string {
  if (kind !== "payment_refunded" || typeof detail.amountCents !== "number") return "";
  return ` · ${formatMoney(detail.amountCents, currency, locale)}`;
}
