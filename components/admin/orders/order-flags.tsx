import type { ReactNode } from "react";
import { RowAction, type RowActionProps } from "@/components/admin/row-action";
import { Callout } from "@/components/ui/callout";
import type { Translate } from "@/lib/i18n/translator";
import { canConfirmHeld } from "@/lib/orders/rules";
import type { OrderView } from "@/lib/orders/view";

export type OrderFlagsProps = {
  order: Pick<OrderView, "id" | "flags" | "status" | "paymentState">;
  /** The dispute has a panel of its own. */
  hasDispute: boolean;
  acts: { noteRefundFailure: RowActionProps["action"]; confirm: RowActionProps["action"] };
  t: Translate;
};

/** What needs a person about an order, each with what to do. */
export function OrderFlags({ order, hasDispute, acts, t }: OrderFlagsProps): ReactNode {
  return order.flags
    .filter((flag) => flag !== "disputed" || !hasDispute)
    .map((flag) => (
      <Callout
        key={flag}
        tone="danger"
        title={t(`flags.${flag === "paid_unfulfillable" && order.status === "cancelled" ? "kept_money" : flag}`)}
        action={<FlagAct flag={flag} order={order} acts={acts} t={t} />}
      >
        {flag === "refund_failed" ? t("refundFailure.help") : null}
        {flag === "paid_unfulfillable" && canConfirmHeld(order) ? t("confirm.help") : null}
      </Callout>
    ));
}

/** What a member does about a flag with one press. */
function FlagAct({ flag, order, acts, t }: Omit<OrderFlagsProps, "hasDispute"> & { flag: string }): ReactNode {
  const act = flag === "refund_failed" ? "refundFailure" : flag === "paid_unfulfillable" && canConfirmHeld(order) ? "confirm" : null;
  if (!act) return null;
  return (
    <RowAction
      action={act === "confirm" ? acts.confirm : acts.noteRefundFailure}
      fields={{ orderId: order.id }}
      label={t(`${act}.action`)}
      title={t(`${act}.title`)}
      description={t(`${act}.text`)}
      isDangerous={false}
      variant="secondary"
    />
  );
}
