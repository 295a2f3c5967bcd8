import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import type { CheckoutView } from "@/lib/checkout/queries";
import type { Translate } from "@/lib/i18n/translator";
import { addressLines } from "@/lib/orders/person";
import type { StoreView } from "@/lib/stores/types";

/** What was said in the step before, with the way back to each. */
export function ChosenDetails({ checkout, store, t }: { checkout: CheckoutView; store: StoreView; t: Translate }): ReactNode {
  const { typed, quote } = checkout;
  const rows = [
    { label: t("contact.title"), value: typed.email },
    { label: t("address.title"), value: [typed.name, ...addressLines(typed)].join(", ") },
    {
      label: t("shipping.title"),
      value: (
        <>
          {quote.shipping?.name} ·{" "}
          {quote.totals.shippingCents === 0 ? (
            t("shipping.free")
          ) : (
            <Money amountCents={quote.totals.shippingCents} currency={store.currency} locale={store.locale} />
          )}
        </>
      ),
    },
  ];
  return (
    <dl className="divide-y divide-border rounded-md border border-border bg-surface text-sm">
      {rows.map(({ label, value }) => (
        <div key={label} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-4 py-3">
          <dt className="text-text-muted">{label}</dt>
          <dd className="col-start-1 text-pretty break-words">{value}</dd>
          <dd className="col-start-2 row-span-2 row-start-1 self-center">
            <a
              href="/checkout"
              className="inline-flex items-center text-accent-text underline-offset-4 hover:underline touch:min-h-11"
              aria-label={`${t("change")}: ${label}`}
            >
              {t("change")}
            </a>
          </dd>
        </div>
      ))}
    </dl>
  );
}
