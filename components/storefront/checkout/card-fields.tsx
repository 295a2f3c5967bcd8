"use client";

import { CreditCard } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CardFields as Card, CardError } from "@/lib/payments/card-rules";
import { MaskedInput, onlyDigits } from "./masked-input";

export type CardFieldsProps = {
  card: Card;
  onCard: (card: Card) => void;
  errors: Partial<Record<keyof Card, CardError | "wrong_card_data">>;
};

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
  const masked = (name: keyof Card, maxDigits: number) => ({
    name: undefined,
    size: "lg" as const,
    digits: onlyDigits(card[name]),
    onDigits: (digits: string) => onCard({ ...card, [name]: digits }),
    maxDigits,
    inputMode: "numeric" as const,
  });

  return (
    <div className="grid gap-4">
      <Field name="cardNumber" label={t("number")} error={errorOf("number")} required>
        <MaskedInput
          {...masked("number", 19)}
          maskFor={numberMask}
          autoComplete="cc-number"
          suffix={<CreditCard aria-hidden className="size-5" />}
        />
      </Field>
      <Field name="cardHolder" label={t("holder")} error={errorOf("holder")} required>
        <Input
          name={undefined}
          size="lg"
          value={card.holder}
          onChange={(event) => onCard({ ...card, holder: event.target.value })}
          autoComplete="cc-name"
          maxLength={64}
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field name="cardExpiry" label={t("expiry")} error={errorOf("expiry")} required>
          <MaskedInput {...masked("expiry", 6)} maskFor={expiryMask} autoComplete="cc-exp" placeholder="08/29" />
        </Field>
        <Field name="cardCvv" label={t("cvv")} error={errorOf("cvv")} required>
          <MaskedInput {...masked("cvv", 4)} maskFor={() => "____"} autoComplete="cc-csc" />
        </Field>
      </div>
    </div>
  );
}

function numberMask(count: number): string {
  return count > 16 ? "____ ____ ____ ____ ___" : "____ ____ ____ ____";
}

function expiryMask(count: number): string {
  return count > 4 ? "__/____" : "__/__";
}
