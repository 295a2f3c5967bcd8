"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LineField, type SettingsAction } from "@/components/admin/settings/form-parts";
import { ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { Callout } from "@/components/ui/callout";
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

export type CapturePanelProps = { action: SettingsAction; orderId: string; amount: string; until: ReactNode };

/** Money that is held on a card: how much, until when, and the button that takes it. */
export function CapturePanel({ action, orderId, amount, until }: CapturePanelProps): ReactNode {
  const t = useTranslations("admin-orders");
  return (
    <Callout tone="info" title={t("capture.title", { amount })}>
      <p>
        {t("capture.text")} {until ? <>{t("capture.until")} </> : null}
        {until}
      </p>
      <ActionForm action={action} className="mt-3 grid gap-3">
        <Done text={t("capture.done")} />
        <input type="hidden" name="orderId" value={orderId} />
        <SubmitButton className="w-fit">{t("capture.action")}</SubmitButton>
      </ActionForm>
    </Callout>
  );
}

function Done({ text }: { text: string }): ReactNode {
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`done-${at}`} message={status === "saved" ? text : undefined} />;
}
