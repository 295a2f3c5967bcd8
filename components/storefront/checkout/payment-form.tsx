"use client";

import { CreditCard, ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useState } from "react";
import { clearCartCount } from "@/components/storefront/cart/cart-cookie";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { BoletoIcon, PixIcon } from "@/components/ui/icons";
import { Money } from "@/components/ui/money";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { useLeave } from "@/components/ui/use-leave";
import type { PayOption } from "@/lib/checkout/quote";
import { type FormState, idleForm } from "@/lib/core/form-state";
import { formatMoney } from "@/lib/core/money";
import type { CardTokens } from "@/lib/payments/card-tokens";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { CardFields } from "./card-fields";
import { useCardPayment } from "./use-card-payment";
import { useRiddle } from "./use-riddle";

export type PaymentFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  options: readonly PayOption[];
  /** Where the browser turns a card into a token; null where no card is typed here. */
  cardTokens: CardTokens | null;
  /** Fields that go along: which checkout, which quote. */
  hidden: Readonly<Record<string, string>>;
  /** Chosen at first, where it is offered. */
  preferred?: PaymentMethod;
  /** What went wrong before, a code of `checkout.notices`. */
  notice?: string | null;
  currency: string;
  locale: string;
};

const marks = { card: CreditCard, pix: PixIcon, boleto: BoletoIcon, hosted: ExternalLink } as const;

/**
 * Ways to pay with what each costs, the card's fields, and the button. The card never leaves the browser but to the gateway: without
 * a script its fields and the total of one way are left out, and the other ways still work.
 */
export function PaymentForm({
  action,
  options,
  cardTokens,
  hidden,
  preferred,
  notice = null,
  currency,
  locale,
}: PaymentFormProps): ReactNode {
  const t = useTranslations("checkout");
  const [state, submit] = useActionState(action, idleForm);
  const [method, setMethod] = useState<PaymentMethod>(() => firstOf(options, preferred));
  const [count, setCount] = useState(1);
  const payment = useCardPayment(cardTokens, method === "card");
  const isLeaving = useLeave(state, clearCartCount);
  const riddle = useRiddle(state);
  const option = options.find((one) => one.method === method) ?? options[0];
  if (!option) return <Callout tone="warning">{t("payment.unavailable")}</Callout>;

  const instalments = option.instalments.find((one) => one.count === count);
  const totalCents = instalments?.totalCents ?? option.totals.totalCents;
  const problem = riddle.isSolving || isLeaving ? null : (payment.problem ?? noticeOf(state) ?? notice);

  return (
    <form action={submit} onSubmit={payment.onSubmit} noValidate className="grid gap-6">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input ref={payment.tokenField} type="hidden" name="cardToken" defaultValue="" />
      <input ref={payment.markField} type="hidden" name="cardMark" defaultValue="" />
      <input ref={riddle.field} type="hidden" name="proof" value={riddle.answer} readOnly />
      {problem && t.has(`notices.${problem}`) ? (
        <Callout tone="danger" role="alert">
          {t(`notices.${problem}`)}
        </Callout>
      ) : null}
      <MethodChoice options={options} method={method} onMethod={setMethod} currency={currency} locale={locale} />
      {method === "card" ? (
        <CardPart option={option} count={count} onCount={setCount} payment={payment} currency={currency} locale={locale} />
      ) : null}
      <div className="grid gap-3">
        <p className="flex items-baseline justify-between font-medium noscript:hidden">
          {t("payment.total")}
          <Money amountCents={totalCents} currency={currency} locale={locale} className="font-semibold text-xl" />
        </p>
        <SubmitButton size="lg" width="full" isBusy={payment.isBusy || riddle.isSolving || isLeaving}>
          {totalCents === 0 ? t("confirmFree") : t("pay")}
        </SubmitButton>
        <p role="status" className="text-center text-sm text-text-muted empty:hidden">
          {riddle.isSolving ? t("solving") : null}
        </p>
      </div>
    </form>
  );
}

function firstOf(options: readonly PayOption[], preferred: PaymentMethod | undefined): PaymentMethod {
  return (options.find(({ method }) => method === preferred) ?? options[0])?.method ?? "hosted";
}

function noticeOf({ code, errors }: FormState): string | null {
  if (errors.cardNumber) return "card_incomplete";
  return code ?? (Object.keys(errors).length > 0 ? "method_unavailable" : null);
}

type ChoiceProps = Pick<PaymentFormProps, "options" | "currency" | "locale"> & {
  method: PaymentMethod;
  onMethod: (method: PaymentMethod) => void;
};

function MethodChoice({ options, method, onMethod, currency, locale }: ChoiceProps): ReactNode {
  const t = useTranslations("checkout.payment");
  const toMethod = (value: string) => options.find((option) => option.method === value)?.method;
  return (
    <RadioGroup
      name="method"
      label={t("label")}
      layout="cards"
      value={method}
      onValueChange={(value) => onMethod(toMethod(value) ?? method)}
      required
      options={options.map(({ method: value, totals }) => {
        const Mark = marks[value];
        return {
          value,
          label: (
            <span className="flex items-center gap-2.5 font-medium">
              <Mark aria-hidden className="size-5 shrink-0" />
              {t(value)}
              {totals.methodDiscountCents > 0 ? (
                <span className="rounded-full bg-success-soft px-2 py-0.5 font-medium text-success text-xs">
                  {t("pixSave", { amount: formatMoney(totals.methodDiscountCents, currency, locale) })}
                </span>
              ) : null}
            </span>
          ),
          hint: value === "card" ? <noscript>{t("cardNeedsScript")}</noscript> : value === method ? t(`${value}Hint`) : undefined,
        };
      })}
    />
  );
}

type CardPartProps = {
  option: PayOption;
  count: number;
  onCount: (count: number) => void;
  payment: ReturnType<typeof useCardPayment>;
  currency: string;
  locale: string;
};

function CardPart({ option, count, onCount, payment, currency, locale }: CardPartProps): ReactNode {
  const t = useTranslations("checkout.card");
  const money = (cents: number) => formatMoney(cents, currency, locale);
  return (
    <div className="grid gap-4 noscript:hidden">
      <CardFields card={payment.card} onCard={payment.setCard} errors={payment.errors} />
      {option.instalments.length > 1 ? (
        <Field name="instalments" label={t("instalments")}>
          <Select
            size="lg"
            value={String(count)}
            onChange={(event) => onCount(Number(event.target.value))}
            options={option.instalments.map((one) => ({
              value: String(one.count),
              label:
                one.count === 1
                  ? t("once", { amount: money(one.totalCents) })
                  : t(one.interestCents > 0 ? "interest" : "free", {
                      count: one.count,
                      amount: money(one.eachCents),
                      total: money(one.totalCents),
                    }),
            }))}
          />
        </Field>
      ) : null}
      <p className="text-pretty text-sm text-text-muted">{t("privacy")}</p>
    </div>
  );
}
