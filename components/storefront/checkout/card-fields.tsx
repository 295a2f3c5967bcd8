"use client";

import { InputMask } from "@react-input/mask";
import { CreditCard } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CardFields as Card, CardError } from "@/lib/payments/card-rules";

export type CardFieldsProps = {
  card: Card;
  onCard: (card: Card) => void;
  errors: Partial<Record<keyof Card, CardError | "wrong_card_data">>;
};

const digit = { _: /\d/ };

/**
 * The card, as the browser alone knows it: no control has a name, so a form that is sent never carries it. It goes from here
 * straight to the gateway, which answers with a token.
 */
export function CardFields({ card, onCard, errors }: CardFieldsProps): ReactNode {
  const t = useTranslations("checkout.card");
  const words = useTranslations("errors");
  const errorOf = (name: keyof Card) => {
    const code = errors[name];
    return code ? words(code === "wrong_card_data" ? "card_number_invalid" : code) : undefined;
  };
  const set = (name: keyof Card) => (event: { target: { value: string } }) => onCard({ ...card, [name]: event.target.value });

  return (
    <div className="grid gap-4">
      <Field name="cardNumber" label={t("number")} error={errorOf("number")} required>
        <InputMask
          component={Input}
          name={undefined}
          size="lg"
          mask="____ ____ ____ ____ ___"
          replacement={digit}
          value={card.number}
          onChange={set("number")}
          inputMode="numeric"
          autoComplete="cc-number"
          suffix={<CreditCard aria-hidden className="size-5" />}
        />
      </Field>
      <Field name="cardHolder" label={t("holder")} error={errorOf("holder")} required>
        <Input name={undefined} size="lg" value={card.holder} onChange={set("holder")} autoComplete="cc-name" maxLength={64} />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field name="cardExpiry" label={t("expiry")} error={errorOf("expiry")} required>
          <InputMask
            component={Input}
            name={undefined}
            size="lg"
            mask="__/__"
            replacement={digit}
            value={card.expiry}
            onChange={set("expiry")}
            inputMode="numeric"
            autoComplete="cc-exp"
            placeholder="08/29"
          />
        </Field>
        <Field name="cardCvv" label={t("cvv")} error={errorOf("cvv")} required>
          <InputMask
            component={Input}
            name={undefined}
            size="lg"
            mask="____"
            replacement={digit}
            value={card.cvv}
            onChange={set("cvv")}
            inputMode="numeric"
            autoComplete="cc-csc"
          />
        </Field>
      </div>
    </div>
  );
}
