import type { ReactNode } from "react";
import { RowAction, type RowActionProps } from "@/components/admin/row-action";
import { Callout } from "@/components/ui/callout";
import type { Translate } from "@/lib/i18n/translator";
import type { OrderView } from "@/lib/orders/view";

export type OrderFlagsProps = {
  order: Pick<OrderView, "id" | "flags" | "status">;
  /** The dispute has a panel of its own. */
  hasDispute: boolean;
  noteRefundFailure: RowActionProps["action"];
  t: Translate;
};

/** What needs a person about an order, each with what to do. */
export function OrderFlags({ order, hasDispute, noteRefundFailure, t }: OrderFlagsProps): ReactNode {
  return order.flags
    .filter((flag) => flag !== "disputed" || !hasDispute)
    .map((flag) => (
      <Callout
        key={flag}
        tone="danger"
        title={t(`flags.${flag === "paid_unfulfillable" && order.status === "cancelled" ? "kept_money" : flag}`)}
        action={
          flag === "refund_failed" ? (
            <RowAction
              action={noteRefundFailure}
              fields={{ orderId: order.id }}
              label={t("refundFailure.action")}
              title={t("refundFailure.title")}
              description={t("refundFailure.text")}
              isDangerous={false}
              variant="secondary"
            />
          ) : undefined
        }
      >
        {flag === "refund_failed" ? t("refundFailure.help") : null}
      </Callout>
    ));
}
