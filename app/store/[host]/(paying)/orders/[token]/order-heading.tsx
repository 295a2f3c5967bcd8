import { CircleAlert, CircleCheck, Clock, PackageCheck } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import type { Translate } from "@/lib/i18n/translator";
import type { MoneyBack } from "@/lib/orders/money-back";
import type { PageState } from "@/lib/orders/standing";
import type { OrderView } from "@/lib/orders/view";
import { bankTimeZone } from "@/lib/payments/boleto-line";
import type { AttemptView } from "@/lib/payments/queries";
import type { StoreView } from "@/lib/stores/types";

type OrderHeadingProps = {
  order: OrderView;
  latest: AttemptView | null;
  state: PageState;
  back: MoneyBack;
  store: StoreView;
  words: Translate;
};

const bad: readonly PageState[] = ["failed", "lapsed", "expired", "outdated", "cancelled", "unfulfillable", "partial", "disputed"];
const waiting: readonly PageState[] = ["authorized", "pix", "boleto", "overdue", "hosted", "unpaid"];

/** The number, how the order stands in words, and why. A page that turns by itself says so to those who do not see it. */
export function OrderHeading({ order, latest, state, back, store, words }: OrderHeadingProps): ReactNode {
  const values = { email: order.person.email, method: latest?.method ?? "", back, ...momentsOf(order, latest, store) };
  const reason = state === "failed" && latest?.failure ? words(`failure.${latest.failure}`) : null;
  const shipment = order.shipments.findLast(({ trackingCode }) => trackingCode);

  return (
    <header className="grid gap-3" aria-live="polite" aria-atomic="true">
      <p className="text-sm text-text-muted">{words("number", { number: String(order.number) })}</p>
      <div className="flex items-start gap-3">
        <Mark state={state} />
        <h1 className="store-heading text-pretty text-2xl lg:text-3xl">{words(`state.${state}.title`, values)}</h1>
      </div>
      {reason ? <p className="text-pretty font-medium text-danger">{reason}</p> : null}
      <p className="text-pretty text-text-muted">{words(`state.${state}.text`, values)}</p>
      {shipment ? (
        <p className="text-sm">
          {[shipment.carrier, shipment.trackingCode].filter(Boolean).join(" · ")}
          {shipment.trackingUrl ? (
            <a href={shipment.trackingUrl} rel="noreferrer" target="_blank" className="ml-3 text-accent-text underline underline-offset-4">
              {words("tracking.link")}
            </a>
          ) : null}
        </p>
      ) : null}
    </header>
  );
}

function Mark({ state }: { state: PageState }): ReactNode {
  const style = "mt-1 size-7 shrink-0";
  if (state === "checking") return <Spinner className={cn(style, "text-accent-text")} />;
  if (state === "shipped") return <PackageCheck aria-hidden className={cn(style, "text-success")} />;
  if (waiting.includes(state)) return <Clock aria-hidden className={cn(style, "text-accent-text")} />;
  return bad.includes(state) ? (
    <CircleAlert aria-hidden className={cn(style, "text-danger")} />
  ) : (
    <CircleCheck aria-hidden className={cn(style, "text-success")} />
  );
}

function momentsOf(order: OrderView, latest: AttemptView | null, store: StoreView): { date: string; time: string } {
  const shippedAt = order.shipments.at(-1)?.shippedAt;
  const timeZone = !shippedAt && latest?.method === "boleto" ? bankTimeZone : store.timeZone;
  const day = shippedAt ?? latest?.expiresAt ?? order.placedAt;
  const date = new Intl.DateTimeFormat(order.locale, { day: "numeric", month: "long", timeZone }).format(day);
  const time = new Intl.DateTimeFormat(order.locale, { hour: "numeric", minute: "2-digit", timeZone }).format(
    latest?.expiresAt ?? order.placedAt,
  );
  return { date, time };
}
