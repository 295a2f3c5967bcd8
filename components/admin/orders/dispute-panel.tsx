import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { RowAction, type RowActionProps } from "@/components/admin/row-action";
import { buttonVariants } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { type Provider, providerNames } from "@/lib/core/provider";
import { canCancel } from "@/lib/orders/rules";
import type { DisputeView } from "@/lib/payments/disputes";
import { isAnswerable } from "@/lib/payments/disputes";
import type { OrderFactsProps } from "./order-facts";

export type DisputePanelProps = OrderFactsProps & {
  dispute: DisputeView & { provider: Provider; address: string };
  /** Notes what the bank decided, where the gateway does not tell. */
  decide: RowActionProps["action"] | null;
};

/** A payment that the shopper contests: how much, why, until when an answer counts, and what to put into it. */
export function DisputePanel({ dispute, order, locale, timeZone, t, decide }: DisputePanelProps): ReactNode {
  const isOpen = isAnswerable(dispute);
  const tone = dispute.status === "won" ? "success" : isOpen || dispute.status === "lost" ? "danger" : "info";
  return (
    <Callout tone={tone} title={t(`dispute.${dispute.status}.title`)}>
      <div className="grid gap-3">
        <p>
          {t(`dispute.${dispute.status}.${dispute.status === "lost" && canCancel(order.status) ? "unsent" : "text"}`)}{" "}
          {t(`dispute.reasons.${dispute.reason}`)}{" "}
          <Money amountCents={dispute.amountCents} currency={order.currency} locale={locale} className="font-medium" />.
        </p>
        {isOpen ? (
          <>
            <p className="font-medium">
              {dispute.respondBy ? (
                <>
                  {t("dispute.by")} <DateText value={dispute.respondBy} locale={locale} timeZone={timeZone} show="datetime" />
                </>
              ) : (
                t("dispute.noDeadline")
              )}
            </p>
            <p>{t("dispute.send")}</p>
            <ol className="grid list-inside list-decimal gap-1">
              {proofsOf(dispute).map((proof) => (
                <li key={proof}>{t(`dispute.proofs.${proof}`)}</li>
              ))}
            </ol>
            <a
              href={dispute.address}
              target="_blank"
              rel="noreferrer"
              className={buttonVariants({ variant: "secondary", className: "w-fit" })}
            >
              <ExternalLink aria-hidden />
              {t("dispute.answer", { gateway: providerNames[dispute.provider] })}
            </a>
          </>
        ) : null}
        {decide ? <Decisions dispute={dispute} orderId={order.id} decide={decide} t={t} /> : null}
      </div>
    </Callout>
  );
}

type DecisionsProps = Pick<DisputePanelProps, "t"> & { dispute: DisputeView; orderId: string; decide: RowActionProps["action"] };

/** A loss can still be turned by an appeal; a win is the end. */
function Decisions({ dispute, orderId, decide, t }: DecisionsProps): ReactNode {
  const outcomes = dispute.status === "won" ? [] : dispute.status === "lost" ? (["won"] as const) : (["won", "lost"] as const);
  return (
    <div className="flex flex-wrap gap-2">
      {outcomes.map((outcome) => (
        <RowAction
          key={outcome}
          action={decide}
          fields={{ orderId, disputeId: dispute.id, outcome }}
          label={t(`dispute.decide.${outcome}.action`)}
          title={t(`dispute.decide.${outcome}.title`)}
          description={t(`dispute.decide.${outcome}.text`)}
          isDangerous={outcome === "lost"}
          variant="secondary"
        />
      ))}
    </div>
  );
}

/** What helps by the reason given. Refunding instead is never asked for once the bank holds the money: it would be paid twice. */
function proofsOf({ reason, status }: DisputeView): string[] {
  const first = status === "inquiry" ? ["refund"] : [];
  if (reason === "not_received") return [...first, "delivery", "contact"];
  if (reason === "not_as_described") return [...first, "description", "contact"];
  if (reason === "duplicate" || reason === "not_credited" || reason === "cancelled") return [...first, "refunds", "terms"];
  return [...first, "order", "delivery", "contact"];
}
