"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChoiceField, LineField, type SettingsAction, SettingsForm, TextField } from "@/components/admin/settings/form-parts";
import { useFormOutcome, useTyped } from "@/components/ui/action-form";
import { Switch } from "@/components/ui/choice";
import { FieldError } from "@/components/ui/field";
import { FormSection } from "@/components/ui/form-section";
import { amountForInput } from "@/lib/core/money";
import type { Capabilities, PaymentMethod } from "@/lib/payments/gateways/port";
import type { PaymentTerms } from "@/lib/payments/terms";

export type TermsFormProps = { action: SettingsAction; terms: PaymentTerms; capabilities: Capabilities; locale: string; currency: string };

const digits = { inputMode: "numeric" } as const;
const decimals = { inputMode: "decimal" } as const;

/** Ways to pay, instalments, Pix and boleto, as far as the gateway has them. Amounts are typed in the member's notation. */
export function TermsForm({ action, terms, capabilities, locale, currency }: TermsFormProps): ReactNode {
  const t = useTranslations("admin-payments");
  const number = (name: "maxInstalments" | "freeInstalments" | "pixDiscountPercent" | "pixMinutes" | "boletoDays", suffix?: string) => (
    <LineField name={name} label={t(`terms.${name}`)} initial={String(terms[name])} input={{ ...digits, suffix }} required />
  );
  return (
    <SettingsForm action={action}>
      <FormSection title={t("terms.ways")} description={t("terms.waysHelp")}>
        <Ways terms={terms} methods={capabilities.methods} />
      </FormSection>
      <Part isShown={capabilities.instalments}>
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
      </Part>
      <Part isShown={capabilities.methods.includes("pix")}>
        <FormSection title="Pix">
          <div className="grid gap-4 sm:grid-cols-2">
            {number("pixDiscountPercent", "%")}
            {number("pixMinutes")}
          </div>
        </FormSection>
      </Part>
      <Part isShown={capabilities.methods.includes("boleto")}>
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
      </Part>
      <Handling terms={terms} capabilities={capabilities} />
    </SettingsForm>
  );
}

/** What the gateway cannot do stays as it was: its fields are sent, and nobody sees them. */
function Part({ isShown, children }: { isShown: boolean; children: ReactNode }): ReactNode {
  return isShown ? children : <div hidden>{children}</div>;
}

/** The terms of a gateway whose own page asks shoppers for the rest. */
export function HostedTermsForm({ action, terms, capabilities }: Pick<TermsFormProps, "action" | "terms" | "capabilities">): ReactNode {
  return (
    <SettingsForm action={action}>
      <Handling terms={terms} capabilities={capabilities} />
    </SettingsForm>
  );
}

/** When card money is taken, how it is named on the statement, and what becomes of money that comes too late. */
function Handling({ terms, capabilities }: Pick<TermsFormProps, "terms" | "capabilities">): ReactNode {
  const t = useTranslations("admin-payments");
  const options = (["automatic", "manual"] as const).map((value) => ({ value, label: t(`terms.captures.${value}`) }));
  const ends = (["refund", "hold"] as const).map((value) => ({ value, label: t(`terms.lateMoneys.${value}`) }));
  return (
    <>
      <FormSection title={t("terms.capture")} description={t("terms.captureHelp")}>
        <Part isShown={capabilities.laterCapture}>
          <ChoiceField name="capture" label={t("terms.captureLabel")} initial={terms.capture} options={options} />
        </Part>
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
function Ways({ terms, methods }: { terms: PaymentTerms; methods: readonly PaymentMethod[] }): ReactNode {
  const t = useTranslations("admin-payments");
  const e = useTranslations("errors");
  const code = useFormOutcome().errors.ways;
  const all = (["card", "pix", "boleto"] as const).filter((way) => methods.includes(way));
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
