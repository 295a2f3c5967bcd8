"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChoiceField, LineField, type SettingsAction } from "@/components/admin/settings/form-parts";
import { ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";

/** Makes a coupon. Only the amount of its kind counts. */
export function CouponForm({ action, currency }: { action: SettingsAction; currency: string }): ReactNode {
  const t = useTranslations("admin-orders");
  const money = { inputMode: "decimal", prefix: currency } as const;
  return (
    <ActionForm action={action} className="grid gap-4">
      <Added />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <LineField name="code" label={t("discounts.code")} initial="" input={{ autoComplete: "off" }} required />
        <ChoiceField
          name="kind"
          label={t("discounts.kind")}
          initial="percent"
          options={(["percent", "fixed", "free_shipping"] as const).map((value) => ({ value, label: t(`discounts.kinds.${value}`) }))}
        />
        <LineField name="percent" label={t("discounts.percent")} initial="" input={{ inputMode: "numeric", suffix: "%" }} />
        <LineField name="amount" label={t("discounts.amount")} initial="" input={money} />
        <LineField name="minSubtotal" label={t("discounts.minSubtotal")} initial="" input={money} isOptional />
        <LineField name="maxUses" label={t("discounts.maxUses")} initial="" input={{ inputMode: "numeric" }} isOptional />
        <LineField name="lastDay" label={t("discounts.lastDay")} initial="" input={{ type: "date" }} isOptional />
      </div>
      <SubmitButton className="w-fit">{t("discounts.add")}</SubmitButton>
    </ActionForm>
  );
}

function Added(): ReactNode {
  const t = useTranslations("admin-orders");
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`coupon-${at}`} message={status === "saved" ? t("discounts.saved") : undefined} />;
}
