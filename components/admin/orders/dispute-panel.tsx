import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { type Provider, providerNames } from "@/lib/core/provider";
import type { DisputeView } from "@/lib/payments/disputes";
import { isAnswerable } from "@/lib/payments/disputes";
import type { OrderFactsProps } from "./order-facts";

export type DisputePanelProps = OrderFactsProps & { dispute: DisputeView & { provider: Provider; address: string } };

/** A payment that the shopper contests: how much, why, until when an answer counts, and what to put into it. */
export function DisputePanel({ dispute, order, locale, timeZone, t }: DisputePanelProps): ReactNode {
  const isOpen = isAnswerable(dispute);
  const tone = dispute.status === "won" ? "success" : isOpen || dispute.status === "lost" ? "danger" : "info";
  return (
    <Callout tone={tone} title={t(`dispute.${dispute.status}.title`)}>
      <div className="grid gap-3">
        <p>
          {t(`dispute.${dispute.status}.text`)} {t(`dispute.reasons.${dispute.reason}`)}{" "}
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
      </div>
    </Callout>
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
