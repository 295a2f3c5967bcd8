import type { ReactNode } from "react";
import { StatusPill, type Tone } from "@/components/ui/badge";
import type { Translate } from "@/lib/i18n/translator";

const paymentTones: Record<string, Tone> = {
  paid: "success",
  authorized: "accent",
  pending: "warning",
  unpaid: "neutral",
  failed: "danger",
  disputed: "danger",
  lost: "danger",
  refunded: "neutral",
  partially_refunded: "warning",
};
const standingTones: Record<string, Tone> = {
  awaiting: "warning",
  to_ship: "accent",
  shipped: "success",
  expired: "neutral",
  cancelled: "neutral",
  returned: "neutral",
  attention: "danger",
};

/** How the money of an order stands. */
export function PaymentPill({ state, t }: { state: string; t: Translate }): ReactNode {
  return <StatusPill tone={paymentTones[state] ?? "neutral"}>{t(`payment.${state}`)}</StatusPill>;
}

/** What an order waits for. */
export function OrderPill({ standing, t }: { standing: string; t: Translate }): ReactNode {
  return <StatusPill tone={standingTones[standing] ?? "neutral"}>{t(`standing.${standing}`)}</StatusPill>;
}
