import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { Money } from "@/components/ui/money";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import { documentText, phoneText } from "@/lib/orders/person";
import type { OrderView } from "@/lib/orders/view";

export type OrderFactsProps = { order: OrderView; locale: Locale; timeZone: string; t: Translate; told: Translate };

/** What was bought, and how its total comes about. */
export function OrderLines({ order, locale, t }: OrderFactsProps): ReactNode {
  const money = (amountCents: number) => <Money amountCents={amountCents} currency={order.currency} locale={locale} />;
  const sums = [
    { label: t("sums.subtotal"), value: money(order.subtotalCents) },
    ...(order.discountCents > 0 ? [{ label: t("sums.discount"), value: money(-order.discountCents) }] : []),
    { label: `${t("sums.shipping")} (${order.shippingName})`, value: money(order.shippingCents) },
    ...(order.interestCents > 0 ? [{ label: t("sums.interest"), value: money(order.interestCents) }] : []),
    { label: t("sums.total"), value: <span className="text-base">{money(order.totalCents)}</span> },
  ];
  return (
    <Card>
      <CardHeader title={t("lines")} />
      <ul className="divide-y divide-border border-border border-b">
        {order.lines.map((line) => (
          <li key={line.id} className="flex items-center gap-3 px-5 py-3 text-sm sm:gap-4">
            {line.imageUrl ? (
              // biome-ignore lint/performance/noImgElement: a rendition of the right size already
              <img src={line.imageUrl} alt="" width={48} height={48} className="size-12 rounded-sm border border-border object-cover" />
            ) : null}
            <span className="grid min-w-0 flex-1">
              <span className="font-medium">{line.title}</span>
              <span className="text-text-muted">{[line.variantTitle, line.sku].filter(Boolean).join(" · ")}</span>
              <span className="text-text-muted tabular-nums sm:hidden">
                {line.quantity} × {money(line.unitPriceCents)}
              </span>
            </span>
            <span className="whitespace-nowrap text-text-muted tabular-nums max-sm:hidden">
              {line.quantity} × {money(line.unitPriceCents)}
            </span>
            <span className="text-right font-medium tabular-nums sm:w-24">{money(line.totalCents)}</span>
          </li>
        ))}
      </ul>
      <CardBody>
        <DataList items={sums} />
      </CardBody>
    </Card>
  );
}

/** Who bought, and where it goes. */
export function OrderPerson({ order, t }: OrderFactsProps): ReactNode {
  const { person } = order;
  return (
    <Card>
      <CardHeader title={t("customer")} />
      <CardBody>
        <address className="grid gap-0.5 text-sm not-italic">
          <span className="font-medium">{person.name || t("erased")}</span>
          {[person.email, person.phone ? phoneText(person.phone) : "", documentText(person.document)].filter(Boolean).map((line) => (
            <span key={line} className="break-words text-text-muted">
              {line}
            </span>
          ))}
          {person.addressLines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
      </CardBody>
    </Card>
  );
}
