import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { Translate } from "@/lib/i18n/translator";
import type { BestSeller } from "@/lib/orders/best-sellers";
import type { OrderListItem } from "@/lib/orders/list";
import type { StoreView } from "@/lib/stores/types";
import { OrderPill } from "./orders/pills";

type Shared = { store: StoreView; locale: string; t: Translate };

const row = "flex min-h-13 items-center gap-4 px-5 py-2 text-sm transition-colors focus-visible:-outline-offset-2 hover:bg-muted";

/** The orders that came in last. Nothing while there are none: the checklist says what to do. */
export function LatestOrders({
  store,
  locale,
  orders,
  t,
  words,
}: Shared & { orders: readonly OrderListItem[]; words: Translate }): ReactNode {
  if (orders.length === 0) return null;
  return (
    <Card className="pb-2">
      <CardHeader title={t("latest")} action={<More href={`/admin/${store.slug}/orders`} label={t("allOrders")} />} className="pb-2" />
      <ul>
        {orders.map((order) => (
          <li key={order.id}>
            <Link href={`/admin/${store.slug}/orders/${order.id}`} className={row}>
              <span className="w-14 shrink-0 font-medium tabular-nums">#{order.number}</span>
              <span className="min-w-0 flex-1 truncate">{order.name || order.email}</span>
              <span className="hidden sm:inline">
                <OrderPill standing={order.standing} t={words} />
              </span>
              <span className="shrink-0 font-medium">
                <Money amountCents={order.totalCents} currency={order.currency} locale={locale} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What sold most in the last 30 days. */
export function BestSellers({ store, locale, sellers, t }: Shared & { sellers: readonly BestSeller[] }): ReactNode {
  if (sellers.length === 0) return null;
  return (
    <Card className="pb-2">
      <CardHeader title={t("bestSellers")} className="pb-2" />
      <ol>
        {sellers.map((seller) => (
          <li key={seller.productId}>
            <Link href={`/admin/${store.slug}/products/${seller.productId}`} className={row}>
              <span className="min-w-0 flex-1 truncate">{seller.title}</span>
              <span className="shrink-0 text-text-muted tabular-nums">{t("units", { count: seller.units })}</span>
              <span className="shrink-0 font-medium">
                <Money amountCents={seller.salesCents} currency={store.currency} locale={locale} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function More({ href, label }: { href: string; label: string }): ReactNode {
  return (
    <Link href={href} className="text-accent-text text-sm underline-offset-4 hover:underline">
      {label}
    </Link>
  );
}
