"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LineField, type SettingsAction } from "@/components/admin/settings/form-parts";
import { ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";

/** Hands the order over for delivery, with what the shopper can follow it by. */
export function ShipForm({ action, orderId }: { action: SettingsAction; orderId: string }): ReactNode {
  const t = useTranslations("admin-orders");
  return (
    <ActionForm action={action} className="grid gap-4">
      <Done text={t("ship.done")} />
      <input type="hidden" name="orderId" value={orderId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <LineField name="carrier" label={t("ship.carrier")} initial="" isOptional />
        <LineField name="trackingCode" label={t("ship.code")} initial="" isOptional />
      </div>
      <LineField name="trackingUrl" label={t("ship.url")} initial="" input={{ type: "url", inputMode: "url" }} isOptional />
      <SubmitButton className="w-fit">{t("ship.action")}</SubmitButton>
    </ActionForm>
  );
}

export type RefundFormProps = { action: SettingsAction; orderId: string; attemptId: string; amount: string };

/** Gives money back, all that is left or a part of it. */
export function RefundForm({ action, orderId, attemptId, amount }: RefundFormProps): ReactNode {
  const t = useTranslations("admin-orders");
  return (
    <ActionForm action={action} className="grid gap-3 border-border border-t pt-4">
      <Done text={t("refund.done")} />
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="attemptId" value={attemptId} />
      <LineField name="amount" label={t("refund.amount")} initial={amount} input={{ inputMode: "decimal" }} />
      <LineField name="reason" label={t("refund.reason")} initial="" isOptional />
      <SubmitButton variant="secondary" className="w-fit">
        {t("refund.action")}
      </SubmitButton>
    </ActionForm>
  );
}

function Done({ text }: { text: string }): ReactNode {
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`done-${at}`} message={status === "saved" ? text : undefined} />;
}
