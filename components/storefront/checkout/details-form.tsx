"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useState } from "react";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { TypedDetails } from "@/lib/checkout/queries";
import { type FormState, idleForm } from "@/lib/core/form-state";
import { AddressFields } from "./address-fields";
import { ContactFields } from "./contact-fields";
import { ShippingChoice, type ShippingOptionView } from "./shipping-choice";

export type DetailsFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  typed: TypedDetails;
  shippingOptions: readonly ShippingOptionView[];
  /** A Brazilian store asks for CPF or CNPJ and looks the CEP up. */
  isBrazilian: boolean;
  countries: readonly { code: string; name: string }[];
  currency: string;
  locale: string;
};

/** What the summary of errors calls each field. */
const labels: Record<string, string> = {
  email: "contact.email",
  name: "contact.name",
  document: "contact.document",
  phone: "contact.phone",
  country: "address.country",
  postalCode: "address.postalCode",
  line1: "address.line1",
  number: "address.number",
  district: "address.district",
  city: "address.city",
  state: "address.state",
};

const fieldOrder = Object.keys(labels);

/** Who buys, where it goes, how it gets there. What was typed stays, whatever is wrong with it. */
export function DetailsForm({ action, typed, shippingOptions, isBrazilian, countries, currency, locale }: DetailsFormProps): ReactNode {
  const t = useTranslations("checkout");
  const errors = useTranslations("errors");
  const [state, submit] = useActionState(action, idleForm);
  const [country, setCountry] = useState(typed.country);
  const values: TypedDetails = { ...typed, ...state.values };
  const errorOf = (name: string) => {
    const code = state.errors[name];
    return code ? (errors.has(code) ? errors(code) : errors("invalid")) : undefined;
  };
  const labelOf = (name: string) => (labels[name] ? t(labels[name]) : null);
  const wrong = [...fieldOrder, ...Object.keys(state.errors).filter((name) => !fieldOrder.includes(name))].filter(
    (name) => state.errors[name],
  );
  const messages = wrong.map((name) => ({ name, message: [labelOf(name), errorOf(name)].filter(Boolean).join(": ") }));

  return (
    <form action={submit} noValidate className="grid gap-10" key={state.at}>
      <FormErrorSummary errors={messages} at={state.at} />
      <ContactFields values={values} errorOf={errorOf} isBrazilian={isBrazilian} />
      <AddressFields values={values} errorOf={errorOf} countries={countries} country={country} onCountry={setCountry} />
      <ShippingChoice
        options={shippingOptions}
        country={country}
        chosenId={values.shippingRateId}
        error={errorOf("shippingRateId")}
        currency={currency}
        locale={locale}
      />
      <SubmitButton size="lg" width="full">
        {t("continue")}
      </SubmitButton>
    </form>
  );
}
