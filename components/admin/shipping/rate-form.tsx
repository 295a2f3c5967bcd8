"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChoiceField, LineField, type SettingsAction } from "@/components/admin/settings/form-parts";
import { ActionForm, useFormOutcome, useTyped } from "@/components/ui/action-form";
import { Switch } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";

/** A way of delivery as its fields show it: amounts in the store's notation. */
export type RateFields = Record<"id" | "name" | "kind" | "price" | "minSubtotal" | "countries" | "minDays" | "maxDays", string> & {
  isActive: boolean;
};

/** Adds a way of delivery, or changes the one whose id it has. */
export function RateForm({ action, rate, currency }: { action: SettingsAction; rate: RateFields; currency: string }): ReactNode {
  const t = useTranslations("admin-orders");
  const money = { inputMode: "decimal", prefix: currency } as const;
  const days = { inputMode: "numeric" } as const;
  return (
    <ActionForm action={action} className="grid gap-4">
      <Saved />
      <input type="hidden" name="id" value={rate.id} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <LineField name="name" label={t("shipping.name")} initial={rate.name} required />
        <ChoiceField
          name="kind"
          label={t("shipping.kind")}
          initial={rate.kind}
          options={(["flat", "free_over", "pickup"] as const).map((value) => ({ value, label: t(`shipping.kinds.${value}`) }))}
        />
        <LineField name="price" label={t("shipping.price")} hint={t("shipping.priceHint")} initial={rate.price} input={money} />
        <LineField
          name="minSubtotal"
          label={t("shipping.minSubtotal")}
          hint={t("shipping.minHint")}
          initial={rate.minSubtotal}
          input={money}
        />
        <LineField name="minDays" label={t("shipping.minDays")} initial={rate.minDays} input={days} required />
        <LineField name="maxDays" label={t("shipping.maxDays")} initial={rate.maxDays} input={days} required />
      </div>
      <LineField name="countries" label={t("shipping.countries")} hint={t("shipping.countriesHint")} initial={rate.countries} />
      <Active initial={rate.isActive} />
      <SubmitButton className="w-fit">{t(rate.id ? "shipping.save" : "shipping.add")}</SubmitButton>
    </ActionForm>
  );
}

function Active({ initial }: { initial: boolean }): ReactNode {
  const t = useTranslations("admin-orders");
  const value = useTyped("isActive", initial ? "on" : "off");
  return <Switch key={value} name="isActive" value="on" defaultChecked={value === "on"} label={t("shipping.isActive")} />;
}

function Saved(): ReactNode {
  const t = useTranslations("admin-orders");
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`rate-${at}`} message={status === "saved" ? t("shipping.saved") : undefined} />;
}
