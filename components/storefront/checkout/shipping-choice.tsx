"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Money } from "@/components/ui/money";
import { RadioGroup } from "@/components/ui/radio-group";
import { useIsHydrated } from "../use-is-hydrated";

export type ShippingOptionView = {
  id: string;
  name: string;
  kind: "flat" | "free_over" | "pickup";
  cents: number;
  countries: readonly string[];
  minDays: number;
  maxDays: number;
};

export type ShippingChoiceProps = {
  options: readonly ShippingOptionView[];
  country: string;
  chosenId: string;
  error: string | undefined;
  currency: string;
  locale: string;
};

/** The ways of delivery that reach the country. Without a script all are shown, and the server says which do not. */
export function ShippingChoice({ options, country, chosenId, error, currency, locale }: ShippingChoiceProps): ReactNode {
  const t = useTranslations("checkout.shipping");
  const isHydrated = useIsHydrated();
  const reachable = options.filter(({ countries }) => !isHydrated || countries.length === 0 || countries.includes(country));
  const [first] = reachable;
  const chosen = reachable.some(({ id }) => id === chosenId) ? chosenId : first?.id;

  return (
    <section className="grid gap-4">
      <h2 className="store-heading text-xl">{t("title")}</h2>
      {first ? (
        <RadioGroup
          key={`${country}-${chosen}`}
          name="shippingRateId"
          label={t("title")}
          isLabelHidden
          layout="cards"
          defaultValue={chosen}
          error={error}
          required
          options={reachable.map((option) => ({
            value: option.id,
            label: (
              <span className="flex flex-wrap justify-between gap-x-4 font-medium">
                {option.name}
                {option.cents === 0 ? (
                  <span className="text-success">{t("free")}</span>
                ) : (
                  <Money amountCents={option.cents} currency={currency} locale={locale} />
                )}
              </span>
            ),
            hint: daysOf(option, t),
          }))}
        />
      ) : (
        <Callout tone="warning">{t("none")}</Callout>
      )}
    </section>
  );
}

type Words = ReturnType<typeof useTranslations<"checkout.shipping">>;

function daysOf({ kind, minDays, maxDays }: ShippingOptionView, t: Words): string {
  if (kind === "pickup") return t("pickup");
  return minDays === maxDays ? t("daysSame", { max: maxDays }) : t("days", { min: minDays, max: maxDays });
}
