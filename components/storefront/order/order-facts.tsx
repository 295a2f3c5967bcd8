import type { ReactNode } from "react";
import { OrderLines } from "@/components/storefront/checkout/order-lines";
import { Totals } from "@/components/storefront/checkout/totals";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/lib/core/money";
import type { Translate } from "@/lib/i18n/translator";
import { phoneText } from "@/lib/orders/person";
import type { OrderView } from "@/lib/orders/view";
import type { AttemptView } from "@/lib/payments/queries";

export type OrderFactsProps = { order: OrderView; refundedCents: number; words: Translate; checkoutWords: Translate };

/** What was bought, by the names and prices of that moment, the sums, and what of them was given back. */
export function OrderFacts({ order, refundedCents, words, checkoutWords }: OrderFactsProps): ReactNode {
  const { currency, locale } = order;
  return (
    <div className="grid gap-6">
      <h2 className="sr-only">{words("lines")}</h2>
      <OrderLines lines={order.lines.map((line) => ({ ...line, key: line.id }))} currency={currency} locale={locale} t={checkoutWords} />
      <Totals totals={order} couponCode={order.couponCode} hasShipping currency={currency} locale={locale} t={checkoutWords} />
      {refundedCents > 0 ? (
        <p className="flex items-baseline justify-between gap-4 text-sm">
          {words("givenBack")}
          <Money amountCents={refundedCents} currency={currency} locale={locale} className="font-medium" />
        </p>
      ) : null}
    </div>
  );
}

export type OrderPlacesProps = { order: OrderView; paidBy: AttemptView | null; words: Translate };

/** Where it goes, how to reach who bought it, and how it was paid. */
export function OrderPlaces({ order, paidBy, words }: OrderPlacesProps): ReactNode {
  const { person } = order;
  return (
    <div className="grid gap-6 text-sm sm:grid-cols-2">
      <section>
        <h2 className="font-medium">{words("deliverTo")}</h2>
        <address className="mt-1.5 text-text-muted not-italic">
          {[person.name, ...person.addressLines].map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </address>
        <p className="mt-1.5 text-text-muted">{order.shippingName}</p>
      </section>
      <section>
        <h2 className="font-medium">{words("contact")}</h2>
        <p className="mt-1.5 break-words text-text-muted">
          {person.email}
          {person.phone ? <span className="block">{phoneText(person.phone)}</span> : null}
        </p>
      </section>
      {paidBy ? (
        <section>
          <h2 className="font-medium">{words("paid")}</h2>
          <p className="mt-1.5 text-text-muted">{methodText(paidBy, words)}</p>
          {paidBy.instalments > 1 ? (
            <p className="text-text-muted">
              {words("instalments", {
                count: paidBy.instalments,
                amount: formatMoney(Math.ceil(paidBy.amountCents / paidBy.instalments), order.currency, order.locale),
              })}
            </p>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}

function methodText({ method, display }: AttemptView, words: Translate): string {
  const { cardBrand, cardLastFour } = display;
  if (cardLastFour) return words("paidWith.card", { brand: cardBrand ?? "", digits: cardLastFour });
  return words(`paidWith.${method === "card" ? "cardPlain" : method}`);
}
