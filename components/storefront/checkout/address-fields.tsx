"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { statesOf } from "@/lib/checkout/regions";
import type { FieldsProps } from "./contact-fields";
import { MaskedInput, onlyDigits } from "./masked-input";
import { usePostalCode } from "./use-postal-code";

export type AddressFieldsProps = FieldsProps & {
  countries: readonly { code: string; name: string }[];
  country: string;
  onCountry: (code: string) => void;
};

/** The address in the shape of its country, with the names that browsers fill in by. */
export function AddressFields({ countries, country, onCountry, ...fields }: AddressFieldsProps): ReactNode {
  const t = useTranslations("checkout.address");
  return (
    <section className="grid gap-4">
      <h2 className="store-heading text-xl">{t("title")}</h2>
      {countries.length > 1 ? (
        <Field name="country" label={t("country")} error={fields.errorOf("country")} required>
          <Select
            size="lg"
            defaultValue={country}
            onChange={(event) => onCountry(event.target.value)}
            autoComplete="country"
            options={countries.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Field>
      ) : (
        <input type="hidden" name="country" value={country} />
      )}
      {countries.length > 1 ? <AnyAddress country={country} {...fields} /> : <BrazilianAddress {...fields} />}
    </section>
  );
}

function BrazilianAddress({ values, errorOf }: FieldsProps): ReactNode {
  const t = useTranslations("checkout.address");
  const lookUp = usePostalCode(onlyDigits(values.postalCode));
  return (
    <>
      <Field
        name="postalCode"
        label={t("postalCode")}
        hint={lookUp.status === "idle" ? t("cepHint") : undefined}
        error={errorOf("postalCode")}
        required
        className="sm:max-w-60"
      >
        <MaskedInput
          size="lg"
          digits={lookUp.digits}
          onDigits={lookUp.onDigits}
          maskFor={() => "_____-___"}
          maxDigits={8}
          autoComplete="postal-code"
          inputMode="numeric"
        />
      </Field>
      <p role="status" className="sr-only">
        {lookUp.status === "idle" ? "" : t(lookUp.status)}
      </p>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <Field name="line1" label={t("street")} error={errorOf("line1")} required>
          <Input size="lg" defaultValue={values.line1} autoComplete="address-line1" maxLength={120} />
        </Field>
        <Field name="number" label={t("number")} error={errorOf("number")} required>
          <Input size="lg" defaultValue={values.number} autoComplete="off" maxLength={12} />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="line2" label={t("complement")} error={errorOf("line2")}>
          <Input size="lg" defaultValue={values.line2} autoComplete="address-line2" maxLength={80} />
        </Field>
        <Field name="district" label={t("district")} error={errorOf("district")} required>
          <Input size="lg" defaultValue={values.district} autoComplete="address-level3" maxLength={64} />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <Field name="city" label={t("city")} error={errorOf("city")} required>
          <Input size="lg" defaultValue={values.city} autoComplete="address-level2" maxLength={64} />
        </Field>
        <StateField country="BR" value={values.state} error={errorOf("state")} />
      </div>
    </>
  );
}

function AnyAddress({ country, values, errorOf }: FieldsProps & { country: string }): ReactNode {
  const t = useTranslations("checkout.address");
  return (
    <>
      <Field name="line1" label={t("line1")} error={errorOf("line1")} required>
        <Input size="lg" defaultValue={values.line1} autoComplete="address-line1" maxLength={120} />
      </Field>
      <Field name="line2" label={t("line2")} error={errorOf("line2")}>
        <Input size="lg" defaultValue={values.line2} autoComplete="address-line2" maxLength={80} />
      </Field>
      <Field name="city" label={t("city")} error={errorOf("city")} required>
        <Input size="lg" defaultValue={values.city} autoComplete="address-level2" maxLength={64} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <StateField country={country} value={values.state} error={errorOf("state")} />
        <Field name="postalCode" label={t("postalCode")} error={errorOf("postalCode")} required={country === "US"}>
          <Input size="lg" defaultValue={values.postalCode} autoComplete="postal-code" maxLength={12} />
        </Field>
      </div>
    </>
  );
}

function StateField({ country, value, error }: { country: string; value: string; error: string | undefined }): ReactNode {
  const t = useTranslations("checkout.address");
  const states = statesOf(country);
  return (
    <Field name="state" label={t("state")} error={error} required={states !== null} isOptional={states === null}>
      {states ? (
        <Select
          key={country}
          size="lg"
          defaultValue={states.includes(value) ? value : ""}
          placeholder={t("choose")}
          autoComplete="address-level1"
          options={states.map((code) => ({ value: code, label: code }))}
        />
      ) : (
        <Input size="lg" defaultValue={value} autoComplete="address-level1" maxLength={50} />
      )}
    </Field>
  );
}
