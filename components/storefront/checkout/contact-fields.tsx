"use client";

import { InputMask } from "@react-input/mask";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TypedDetails } from "@/lib/checkout/queries";

export type FieldsProps = { values: TypedDetails; errorOf: (name: string) => string | undefined };

const digit = { _: /\d/ };

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
            <InputMask
              component={Input}
              size="lg"
              type="tel"
              mask="(__) _____-____"
              replacement={digit}
              defaultValue={nationalPhone(values.phone)}
              autoComplete="tel-national"
              inputMode="tel"
            />
          ) : (
            <Input size="lg" type="tel" defaultValue={values.phone} autoComplete="tel" inputMode="tel" maxLength={25} />
          )}
        </Field>
      </div>
    </section>
  );
}

const cpfMask = "___.___.___-__";
const cnpjMask = "__.___.___/____-__";

/** One field for both kinds: the mask of a CNPJ from the twelfth digit on. */
function DocumentInput({ value }: { value: string }): ReactNode {
  const [typed, setTyped] = useState(value);
  const digits = typed.replaceAll(/\D/g, "").slice(0, 14);
  return (
    <Input
      size="lg"
      value={masked(digits, digits.length > 11 ? cnpjMask : cpfMask)}
      onChange={(event) => setTyped(event.target.value)}
      inputMode="numeric"
      autoComplete="off"
      maxLength={18}
    />
  );
}

function masked(digits: string, mask: string): string {
  let left = digits;
  let text = "";
  for (const sign of mask) {
    if (left === "") return text;
    text += sign === "_" ? left[0] : sign;
    if (sign === "_") left = left.slice(1);
  }
  return text;
}

/** "+5511999999999" and "11999999999" as people in Brazil write them. */
function nationalPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, "").replace(/^55(?=\d{10,11}$)/, "");
  return masked(digits, digits.length > 10 ? "(__) _____-____" : "(__) ____-____");
}
