import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { CheckoutFrame } from "@/components/storefront/checkout/checkout-frame";
import { CouponForm } from "@/components/storefront/checkout/coupon-form";
import { DetailsForm } from "@/components/storefront/checkout/details-form";
import { OrderLines } from "@/components/storefront/checkout/order-lines";
import { PaymentForm } from "@/components/storefront/checkout/payment-form";
import { Steps } from "@/components/storefront/checkout/steps";
import { Totals } from "@/components/storefront/checkout/totals";
import { Callout } from "@/components/ui/callout";
import { readCartToken } from "@/lib/cart/cookies";
import { type CheckoutView, findCheckout, findWaitingOrder } from "@/lib/checkout/queries";
import { countryNames } from "@/lib/checkout/regions";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requireOpenStore } from "@/lib/stores/entrance";
import type { StoreView } from "@/lib/stores/types";
import { placeAction, saveDetailsAction, setCouponAction } from "./actions";
import { ChosenDetails } from "./chosen-details";

type Props = { params: Promise<{ host: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const store = await requireOpenStore((await params).host);
  return { title: translator(store.locale, "checkout")("title"), robots: { index: false } };
}

/** The checkout of the shopper's cart: who and where, then how to pay. Without a cart there is nothing to check out. */
export default async function CheckoutPage({ params, searchParams }: Props): Promise<ReactNode> {
  await connection();
  const store = await requireOpenStore((await params).host);
  const checkout = await requireCheckout(store);
  const { step, notice } = await searchParams;
  const isPaying = step === "payment";
  if (isPaying && !checkout.isQuoted) redirect("/checkout");
  const t = translator(store.locale, "checkout");
  const { currency, locale } = store;

  return (
    <CheckoutFrame
      t={t}
      totalCents={checkout.quote.totals.totalCents}
      currency={currency}
      locale={locale}
      summary={(place) => <Summary checkout={checkout} store={store} place={place} step={isPaying ? "payment" : "details"} t={t} />}
    >
      <div className="grid gap-8">
        <Steps current={isPaying ? "payment" : "details"} t={t} />
        <h1 className="sr-only">{t("title")}</h1>
        {isPaying ? (
          <PaymentStep checkout={checkout} store={store} notice={typeof notice === "string" ? notice : null} t={t} />
        ) : (
          <DetailsStep checkout={checkout} store={store} />
        )}
      </div>
    </CheckoutFrame>
  );
}

async function requireCheckout(store: StoreView): Promise<CheckoutView> {
  const cartToken = await readCartToken();
  if (!cartToken) redirect("/cart");
  const checkout = await findCheckout(store, cartToken);
  if (checkout) return checkout;
  const orderToken = await findWaitingOrder(store.id, cartToken);
  redirect(orderToken ? `/orders/${orderToken}` : "/cart");
}

function DetailsStep({ checkout, store }: { checkout: CheckoutView; store: StoreView }): ReactNode {
  const isBrazilian = store.country === "BR";
  return (
    <DetailsForm
      action={saveDetailsAction}
      typed={checkout.typed}
      shippingOptions={checkout.quote.shippingOptions}
      isBrazilian={isBrazilian}
      countries={countryNames(store.locale, isBrazilian ? ["BR"] : undefined)}
      currency={store.currency}
      locale={store.locale}
    />
  );
}

type PaymentStepProps = { checkout: CheckoutView; store: StoreView; notice: string | null; t: Translate };

function PaymentStep({ checkout, store, notice, t }: PaymentStepProps): ReactNode {
  const { quote } = checkout;
  return (
    <>
      <ChosenDetails checkout={checkout} store={store} t={t} />
      <section className="grid gap-4">
        <h2 className="store-heading text-xl">{t("payment.title")}</h2>
        <PaymentForm
          action={placeAction}
          options={quote.payOptions}
          cardTokens={checkout.cardTokens}
          notice={notice}
          hidden={{ checkout: checkout.id ?? "", quote: quote.hash }}
          currency={store.currency}
          locale={store.locale}
        />
      </section>
    </>
  );
}

type SummaryProps = { checkout: CheckoutView; store: StoreView; place: string; step: "details" | "payment"; t: Translate };

function Summary({ checkout, store, place, step, t }: SummaryProps): ReactNode {
  const { currency, locale } = store;
  const { quote, typed } = checkout;
  return (
    <div className="grid gap-6">
      <OrderLines lines={quote.lines.map((line) => ({ ...line, key: line.variantId }))} currency={currency} locale={locale} t={t} />
      {quote.isCouponRefused ? <Callout tone="warning">{t("coupon.refused", { code: typed.couponCode })}</Callout> : null}
      <CouponForm action={setCouponAction} code={quote.coupon?.code ?? null} place={place} step={step} />
      <Totals
        totals={quote.totals}
        couponCode={quote.coupon?.code ?? null}
        hasShipping={quote.shipping !== null}
        currency={currency}
        locale={locale}
        t={t}
      />
      <p className="text-text-muted text-xs">{t("summary.taxes")}</p>
    </div>
  );
}
