import { toString as drawQr } from "qrcode";
import type { ReactNode } from "react";
import { PaymentForm } from "@/components/storefront/checkout/payment-form";
import { BoletoPanel } from "@/components/storefront/order/boleto-panel";
import { PixPanel } from "@/components/storefront/order/pix-panel";
import { buttonVariants } from "@/components/ui/button";
import { listPayOptions } from "@/lib/checkout/pay-options";
import type { Translate } from "@/lib/i18n/translator";
import type { PageState } from "@/lib/orders/standing";
import type { OrderView } from "@/lib/orders/view";
import { cardTokenUrl } from "@/lib/payments/card-token-url";
import type { AttemptView } from "@/lib/payments/queries";
import type { StoreView } from "@/lib/stores/types";
import { payAgainAction } from "./actions";

export type PayOrderProps = {
  order: OrderView;
  latest: AttemptView | null;
  state: PageState;
  store: StoreView;
  token: string;
  words: Translate;
};

/** What there is to do about the payment: the means to pay that waits, or the choice of another. Nothing once it is paid. */
export async function PayOrder(props: PayOrderProps): Promise<ReactNode> {
  const { state, words } = props;
  if (state === "failed" || state === "unpaid" || state === "expired") {
    return (
      <section className="grid gap-4">
        <h2 className="store-heading text-xl">{words("again.title")}</h2>
        <PayAgain {...props} />
      </section>
    );
  }
  if (state !== "pix" && state !== "boleto" && state !== "hosted") return null;
  return (
    <div className="grid gap-4">
      <Means {...props} />
      <details className="group">
        <summary className="inline-flex min-h-11 cursor-pointer list-none items-center text-accent-text text-sm underline underline-offset-4">
          {words("again.change")}
        </summary>
        <div className="mt-4">
          <PayAgain {...props} />
        </div>
      </details>
    </div>
  );
}

async function Means({ order, latest, state, store, words }: PayOrderProps): Promise<ReactNode> {
  const { currency, locale } = order;
  const { pixCode, boletoLine, boletoUrl } = latest?.display ?? {};
  const shared = { amountCents: latest?.amountCents ?? order.totalCents, currency, locale, t: words };
  if (state === "pix" && pixCode) {
    return (
      <PixPanel {...shared} code={pixCode} qrUrl={await qrUrlOf(pixCode)} expiresAt={latest?.expiresAt ?? null} timeZone={store.timeZone} />
    );
  }
  if (state === "boleto" && boletoLine) {
    const due = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: store.timeZone }).format(
      latest?.expiresAt ?? order.placedAt,
    );
    return <BoletoPanel {...shared} line={boletoLine} pdfUrl={boletoUrl ?? null} due={due} />;
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

/** Black on white whatever the theme: phones read it best so. */
async function qrUrlOf(code: string): Promise<string> {
  const svg = await drawQr(code, { type: "svg", errorCorrectionLevel: "M", margin: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

async function PayAgain({ order, store, token }: PayOrderProps): Promise<ReactNode> {
  const { options, publicKey } = await listPayOptions(store.id, order);
  return (
    <PaymentForm
      action={payAgainAction}
      options={options}
      tokenUrl={cardTokenUrl(publicKey)}
      hidden={{ order: token }}
      currency={order.currency}
      locale={order.locale}
    />
  );
}
