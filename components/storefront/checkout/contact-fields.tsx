"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TypedDetails } from "@/lib/checkout/queries";
import { MaskedInput, onlyDigits } from "./masked-input";

export type FieldsProps = { values: TypedDetails; errorOf: (name: string) => string | undefined };

/** Name and ways to reach the shopper; CPF or CNPJ in Brazil. */
export function ContactFields({ values, errorOf, isBrazilian }: FieldsProps & { isBrazilian: boolean }): ReactNode {
  const t = useTranslations("checkout.contact");
  return (
    <section className="grid gap-4">
      <h2 className="store-heading text-xl">{t("title")}</h2>
      <Field name="email" label={t("email")} hint={t("emailHint")} error={errorOf("email")} required>
        <Input type="email" size="lg" defaultValue={values.email} autoComplete="email" inputMode="email" maxLength={254} />
      </Field>
      <Field name="name" label={t("name")} error={errorOf("name")} required>
        <Input size="lg" defaultValue={values.name} autoComplete="name" maxLength={64} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {isBrazilian ? (
          <Field name="document" label={t("document")} hint={t("documentHint")} error={errorOf("document")} required>
            <DocumentInput value={values.document} />
          </Field>
        ) : null}
        <Field
          name="phone"
          label={t("phone")}
          hint={t("phoneHint")}
          error={errorOf("phone")}
          required={isBrazilian}
          isOptional={!isBrazilian}
        >
          {isBrazilian ? (
            <PhoneInput value={values.phone} />
          ) : (
            <Input size="lg" type="tel" defaultValue={values.phone} autoComplete="tel" inputMode="tel" maxLength={25} />
          )}
        </Field>
      </div>
    </section>
  );
}

type Masked = { value: string };

/** One field for both kinds: the mask of a CNPJ from the twelfth digit on. */
function DocumentInput({ value }: Masked): ReactNode {
  const [digits, setDigits] = useState(onlyDigits(value));
  const maskFor = (count: number) => (count > 11 ? "__.___.___/____-__" : "___.___.___-__");
  return (
    <MaskedInput size="lg" digits={digits} onDigits={setDigits} maskFor={maskFor} maxDigits={14} inputMode="numeric" autoComplete="off" />
  );
}

/** Area code and eight or nine digits; the country's code is taken off when it comes along. */
function PhoneInput({ value }: Masked): ReactNode {
  const [digits, setDigits] = useState(withoutCountry(onlyDigits(value)));
  const maskFor = (count: number) => (count > 10 ? "(__) _____-____" : "(__) ____-____");
  return (
    <MaskedInput
      size="lg"
      type="tel"
      digits={digits}
      onDigits={(typed) => setDigits(withoutCountry(typed))}
      maskFor={maskFor}
      maxDigits={13}
      inputMode="tel"
      autoComplete="tel"
    />
  );
}

function withoutCountry(digits: string): string {
  return digits.replace(/^55(?=\d{10,11}$)/, "").slice(0, 11);
}
