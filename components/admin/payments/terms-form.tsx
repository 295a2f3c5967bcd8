"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChoiceField, LineField, type SettingsAction, SettingsForm, TextField } from "@/components/admin/settings/form-parts";
import { useFormOutcome, useTyped } from "@/components/ui/action-form";
import { Switch } from "@/components/ui/choice";
import { FieldError } from "@/components/ui/field";
import { FormSection } from "@/components/ui/form-section";
import { amountForInput } from "@/lib/core/money";
import type { PaymentTerms } from "@/lib/payments/terms";

export type TermsFormProps = { action: SettingsAction; terms: PaymentTerms; locale: string; currency: string };

const digits = { inputMode: "numeric" } as const;
const decimals = { inputMode: "decimal" } as const;

/** Ways to pay, instalments, Pix and boleto. Amounts are typed in the member's notation. */
export function TermsForm({ action, terms, locale, currency }: TermsFormProps): ReactNode {
  const t = useTranslations("admin-payments");
  const number = (name: "maxInstalments" | "freeInstalments" | "pixDiscountPercent" | "pixMinutes" | "boletoDays", suffix?: string) => (
    <LineField name={name} label={t(`terms.${name}`)} initial={String(terms[name])} input={{ ...digits, suffix }} required />
  );
  return (
    <SettingsForm action={action}>
      <FormSection title={t("terms.ways")} description={t("terms.waysHelp")}>
        <Ways terms={terms} />
      </FormSection>
      <FormSection title={t("terms.cards")} description={t("terms.cardsHelp")}>
        <div className="grid gap-4 sm:grid-cols-2">
          {number("maxInstalments")}
          {number("freeInstalments")}
          <LineField
            name="minInstalment"
            label={t("terms.minInstalment")}
            initial={amountForInput(terms.minInstalmentCents, locale)}
            input={{ ...decimals, prefix: currency }}
            required
          />
          <LineField
            name="monthlyInterest"
            label={t("terms.monthlyInterest")}
            initial={amountForInput(terms.monthlyInterestPoints, locale)}
            input={{ ...decimals, suffix: "%" }}
            required
          />
        </div>
      </FormSection>
      <FormSection title="Pix">
        <div className="grid gap-4 sm:grid-cols-2">
          {number("pixDiscountPercent", "%")}
          {number("pixMinutes")}
        </div>
      </FormSection>
      <FormSection title="Boleto">
        {number("boletoDays")}
        <TextField
          name="boletoInstructions"
          label={t("terms.boletoInstructions")}
          hint={t("terms.boletoInstructionsHint")}
          initial={terms.boletoInstructions}
        />
        <ChoiceField
          name="boletoStock"
          label={t("terms.boletoStock")}
          hint={t("terms.boletoStockHint")}
          initial={terms.boletoStock}
          options={(["hold", "sell"] as const).map((value) => ({ value, label: t(`terms.boletoStocks.${value}`) }))}
        />
      </FormSection>
      <Handling terms={terms} />
    </SettingsForm>
  );
}

/** The terms of a gateway whose own page asks shoppers for the rest. */
export function HostedTermsForm({ action, terms }: Pick<TermsFormProps, "action" | "terms">): ReactNode {
  return (
    <SettingsForm action={action}>
      <Handling terms={terms} />
    </SettingsForm>
  );
}

/** When card money is taken, how it is named on the statement, and what becomes of money that comes too late. */
function Handling({ terms }: { terms: PaymentTerms }): ReactNode {
  const t = useTranslations("admin-payments");
  const options = (["automatic", "manual"] as const).map((value) => ({ value, label: t(`terms.captures.${value}`) }));
  const ends = (["refund", "hold"] as const).map((value) => ({ value, label: t(`terms.lateMoneys.${value}`) }));
  return (
    <>
      <FormSection title={t("terms.capture")} description={t("terms.captureHelp")}>
        <ChoiceField name="capture" label={t("terms.captureLabel")} initial={terms.capture} options={options} />
        <LineField
          name="statementName"
          label={t("terms.statementName")}
          initial={terms.statementName}
          input={{ maxLength: 22 }}
          isOptional
        />
      </FormSection>
      <FormSection title={t("terms.late")} description={t("terms.lateHelp")}>
        <ChoiceField name="lateMoney" label={t("terms.lateMoney")} initial={terms.lateMoney} options={ends} />
      </FormSection>
    </>
  );
}

/** What was switched is kept when the form is refused: the key brings it back after React's reset. */
function Ways({ terms }: { terms: PaymentTerms }): ReactNode {
  const t = useTranslations("admin-payments");
  const e = useTranslations("errors");
  const code = useFormOutcome().errors.ways;
  const all = ["card", "pix", "boleto"] as const;
  const chosen = useTyped("ways", all.filter((way) => terms[way]).join(" ")).split(" ");
  return (
    <div className="grid gap-1" key={chosen.join(" ")}>
      {all.map((way, index) => (
        <Switch
          key={way}
          id={index === 0 ? "ways" : undefined}
          name="ways"
          value={way}
          defaultChecked={chosen.includes(way)}
          label={t(`terms.way.${way}`)}
        />
      ))}
      {code ? <FieldError>{e(code)}</FieldError> : null}
    </div>
  );
}
