"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, ActionForm, type ActionFormProps, useFormOutcome, useTyped } from "@/components/ui/action-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";
import { adjustmentReasons } from "@/lib/inventory/types";

export type AdjustFormProps = {
  action: ActionFormProps["action"];
  variants: readonly { id: string; title: string; onHand: number; reserved: number }[];
};

/** Adds or takes away units of one variant, with a reason. */
export function AdjustForm({ action, variants }: AdjustFormProps): ReactNode {
  return (
    <ActionForm action={action}>
      <Fields variants={variants} />
    </ActionForm>
  );
}

function Fields({ variants }: Pick<AdjustFormProps, "variants">): ReactNode {
  const t = useTranslations("admin-products");
  const { status, at } = useFormOutcome();
  const [first] = variants;
  const named = variants.map(({ id, title, onHand, reserved }) => {
    const now = t("stockPage.now", { onHand, reserved });
    return { value: id, label: title ? `${title}: ${now}` : now };
  });

  return (
    <>
      <ToastOnce id={`stock-${at}`} message={status === "saved" ? t("stockPage.saved") : undefined} />
      <div key={at} className="grid gap-5 sm:grid-cols-2">
        <ActionField name="variantId" label={t("stockPage.variant")}>
          <Select options={named} defaultValue={useTyped("variantId", first?.id)} />
        </ActionField>
        <ActionField name="delta" label={t("stockPage.delta")} hint={t("stockPage.deltaHint")} required>
          <Input inputMode="text" autoComplete="off" defaultValue={useTyped("delta")} />
        </ActionField>
        <ActionField name="reason" label={t("stockPage.reason")}>
          <Select
            options={adjustmentReasons.map((value) => ({ value, label: t(`stockPage.reasons.${value}`) }))}
            defaultValue={useTyped("reason", "adjustment")}
          />
        </ActionField>
        <ActionField name="note" label={t("stockPage.note")} isOptional>
          <Input maxLength={300} defaultValue={useTyped("note")} />
        </ActionField>
      </div>
      <SubmitButton className="w-fit">{t("stockPage.save")}</SubmitButton>
    </>
  );
}
