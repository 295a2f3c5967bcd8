"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { ChoiceField, LineField, type SettingsAction } from "@/components/admin/settings/form-parts";
import { ActionForm, useFormOutcome } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";

export type RefundFormProps = {
  action: SettingsAction;
  orderId: string;
  attemptId: string;
  /** Of the refund that this form asks for. */
  refundId: string;
  /** What is proposed, and all that is left, in the member's notation. */
  amount: string;
  left: string;
  /** Proposed with it. */
  reason: string;
  /** As it is written before amounts. */
  symbol: string;
  /** The goods are sold: they may go back on sale. */
  canRestock: boolean;
  /** Who gives all back has the goods back, unless they say otherwise. */
  restocksWithAll: boolean;
};

/** Gives money back, all that is left or a part of it. Folded until it is wanted. */
export function RefundForm(props: RefundFormProps): ReactNode {
  const { action, orderId, attemptId, refundId, amount, left, reason, symbol, canRestock, restocksWithAll } = props;
  const t = useTranslations("admin-orders");
  const [restocks, setRestocks] = useState<"as_amount" | boolean>("as_amount");
  const [isAll, setIsAll] = useState(amount === left);
  const noticeAmount = ({ target }: FormEvent) => {
    if (target instanceof HTMLInputElement && target.name === "amount") setIsAll(target.value.trim() === left);
  };
  return (
    <details className="group" onInput={noticeAmount}>
      <summary className="inline-flex min-h-9 cursor-pointer list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline touch:min-h-11">
        {t("refund.open")}
      </summary>
      <ActionForm action={action} className="mt-2 grid gap-3">
        <Outcome />
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="attemptId" value={attemptId} />
        <input type="hidden" name="refundId" value={refundId} />
        <LineField
          name="amount"
          label={t("refund.amount")}
          hint={t("refund.left", { amount: `${symbol} ${left}` })}
          initial={amount}
          input={{ inputMode: "decimal", prefix: symbol }}
          required
        />
        <LineField name="reason" label={t("refund.reason")} initial={reason} isOptional />
        {canRestock ? (
          <Checkbox
            name="restock"
            value="on"
            label={t("refund.restock")}
            checked={restocks === "as_amount" ? restocksWithAll && isAll : restocks}
            onChange={({ target }) => setRestocks(target.checked)}
          />
        ) : null}
        <SubmitButton variant="secondary" className="w-fit">
          {t("refund.action")}
        </SubmitButton>
      </ActionForm>
    </details>
  );
}

export type BankAccountFormProps = { action: SettingsAction; orderId: string; refundId: string; document: string };

/** The bank account that a boleto's money goes back to: asked of the shopper, sent to the gateway, kept nowhere. */
export function BankAccountForm({ action, orderId, refundId, document }: BankAccountFormProps): ReactNode {
  const t = useTranslations("admin-orders");
  const kinds = (["checking", "savings"] as const).map((value) => ({ value, label: t(`bank.kinds.${value}`) }));
  const digits = { inputMode: "numeric", autoComplete: "off" } as const;
  return (
    <ActionForm action={action} className="grid gap-3 border-border border-t pt-3">
      <Outcome />
      <p className="text-pretty text-text-muted">{t("bank.help")}</p>
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="refundId" value={refundId} />
      <LineField name="holderName" label={t("bank.holderName")} initial="" input={{ autoComplete: "off", maxLength: 30 }} required />
      <LineField name="holderDocument" label={t("bank.holderDocument")} initial={document} input={digits} required />
      <div className="grid grid-cols-2 gap-3">
        <LineField name="bank" label={t("bank.bank")} initial="" input={{ ...digits, maxLength: 3, placeholder: "001" }} required />
        <LineField name="branch" label={t("bank.branch")} initial="" input={{ ...digits, maxLength: 7, placeholder: "1234-5" }} required />
        <LineField name="account" label={t("bank.account")} initial="" input={{ ...digits, maxLength: 15 }} required />
        <LineField name="accountDigit" label={t("bank.accountDigit")} initial="" input={{ autoComplete: "off", maxLength: 2 }} required />
      </div>
      <ChoiceField name="kind" label={t("bank.kind")} initial="checking" options={kinds} />
      <SubmitButton variant="secondary" className="w-fit">
        {t("bank.action")}
      </SubmitButton>
    </ActionForm>
  );
}

/** What became of the refund, as far as it is known. */
function Outcome(): ReactNode {
  const t = useTranslations("admin-orders");
  const { status, code, at } = useFormOutcome();
  return <ToastOnce id={`refund-${at}`} message={status === "saved" && code ? t(`refund.outcomes.${code}`) : undefined} />;
}
