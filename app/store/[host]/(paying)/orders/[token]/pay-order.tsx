import type { ReactNode } from "react";
import { PaymentForm } from "@/components/storefront/checkout/payment-form";
import { BoletoPanel } from "@/components/storefront/order/boleto-panel";
import { PixPanel } from "@/components/storefront/order/pix-panel";
import { buttonVariants } from "@/components/ui/button";
import { listPayOptions } from "@/lib/checkout/pay-options";
import type { Translate } from "@/lib/i18n/translator";
import { isPayable } from "@/lib/orders/payable";
import type { PageState } from "@/lib/orders/standing";
import type { OrderView } from "@/lib/orders/view";
import { bankTimeZone } from "@/lib/payments/boleto-line";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import type { AttemptView } from "@/lib/payments/queries";
import type { StoreView } from "@/lib/stores/types";
import { payAgainAction } from "./actions";
import { barcodeUrlOf, qrUrlOf } from "./pictures";

export type PayOrderProps = {
  order: OrderView;
  latest: AttemptView | null;
  state: PageState;
  store: StoreView;
  token: string;
  words: Translate;
};

/** Nothing can be paid as it stands: a way to pay is chosen first. */
const choosing: readonly PageState[] = ["failed", "lapsed", "unpaid", "expired"];
/** There is something to pay, or paid perhaps; another way may be taken instead. */
const payable: readonly PageState[] = ["pix", "boleto", "overdue", "hosted"];

/** What there is to do about the payment: the means to pay that waits, or the choice of another. Nothing once it is paid. */
export async function PayOrder(props: PayOrderProps): Promise<ReactNode> {
  const { order, state, words } = props;
  if (choosing.includes(state)) {
    if (!isPayable(order)) return null;
    return (
      <section className="grid gap-4 print:hidden">
        <h2 className="store-heading text-xl">{words("again.title")}</h2>
        <PayAgain {...props} preferred={props.latest?.method} />
      </section>
    );
  }
  if (!payable.includes(state)) return null;
  return (
    <div className="grid gap-4">
      <Means {...props} />
      {isPayable(order) ? <AnotherWay {...props} /> : null}
    </div>
  );
}

function AnotherWay(props: PayOrderProps): ReactNode {
  return (
    <details className="group print:hidden">
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center text-accent-text text-sm underline underline-offset-4">
        {props.words("again.change")}
      </summary>
      <div className="mt-4">
        <PayAgain {...props} />
      </div>
    </details>
  );
}

async function Means({ order, latest, state, store, words }: PayOrderProps): Promise<ReactNode> {
  const { currency, locale } = order;
  const { pixCode, boletoLine, boletoUrl } = latest?.display ?? {};
  const shared = { amountCents: latest?.amountCents ?? order.totalCents, currency, locale, t: words };
  if (state === "pix" && pixCode) {
    return (
      <PixPanel
        {...shared}
        code={pixCode}
        qrUrl={await qrUrlOf(pixCode)}
        expiresAt={latest?.expiresAt ?? null}
        now={new Date()}
        timeZone={store.timeZone}
      />
    );
  }
  if ((state === "boleto" || state === "overdue") && boletoLine) {
    const day = latest?.expiresAt ?? order.placedAt;
    const due = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: bankTimeZone }).format(day);
    const papers = { line: boletoLine, pdfUrl: boletoUrl ?? null, barcodeUrl: barcodeUrlOf(boletoLine) };
    return <BoletoPanel {...shared} {...papers} due={due} isOverdue={state === "overdue"} />;
  }
  if (state === "hosted" && latest?.redirectUrl) {
    return (
      <a href={latest.redirectUrl} className={buttonVariants({ size: "lg", width: "full" })}>
        {words("hosted.go")}
      </a>
    );
  }
  return null;
}

async function PayAgain({ order, store, token, preferred }: PayOrderProps & { preferred?: PaymentMethod }): Promise<ReactNode> {
  const { options, cardTokens } = await listPayOptions(store.id, order);
  return (
    <PaymentForm
      action={payAgainAction}
      options={options}
      cardTokens={cardTokens}
      hidden={{ order: token }}
      preferred={preferred}
      currency={order.currency}
      locale={order.locale}
    />
  );
}
