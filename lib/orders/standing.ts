import { isPayable } from "./payable";
import type { OrderView } from "./view";

/** What of the newest attempt decides what a shopper sees. */
export type LatestAttempt = { method: string; isFinal: boolean; status: string; expiresAt: Date | null } | null;

/** What the order page says first. */
export type PageState =
  | "paid"
  | "checking"
  | "authorized"
  | "pix"
  | "boleto"
  | "overdue"
  | "hosted"
  | "failed"
  | "lapsed"
  | "unpaid"
  | "expired"
  | "outdated"
  | "cancelled"
  | "shipped"
  | "refunded"
  | "disputed"
  | "unfulfillable"
  | "partial";

/** The one thing that matters to the shopper now. Money for goods that are gone comes before all else. */
export function pageStateOf(
  order: Pick<OrderView, "status" | "paymentState" | "flags" | "placedAt">,
  latest: LatestAttempt,
  now: Date = new Date(),
): PageState {
  if (order.flags.includes("paid_unfulfillable") && order.status !== "cancelled") return "unfulfillable";
  const isMoneyBack = order.paymentState === "refunded" || order.paymentState === "lost";
  if (isMoneyBack || order.status === "returned") return "refunded";
  if (order.paymentState === "disputed") return "disputed";
  if (order.status === "cancelled") return "cancelled";
  if (order.status === "fulfilled" || order.status === "closed") return "shipped";
  if (order.status !== "awaiting_payment" && order.status !== "expired") return "paid";
  if (order.flags.includes("amount_mismatch")) return "partial";
  if (order.status === "expired") return isPayable({ status: order.status, placedAt: order.placedAt }, now) ? "expired" : "outdated";
  return waitingStateOf(latest, now);
}

function waitingStateOf(latest: LatestAttempt, now: Date): PageState {
  if (!latest || latest.status === "created") return "unpaid";
  if (latest.isFinal) return endedStateOf(latest.status);
  if (latest.status === "authorized") return "authorized";
  if (latest.status === "requires_action" && latest.method === "hosted") return "hosted";
  const isPayable = latest.status === "pending" || latest.status === "requires_action";
  if (!isPayable || (latest.method !== "pix" && latest.method !== "boleto")) return "checking";
  const isOver = latest.expiresAt !== null && latest.expiresAt <= now;
  if (latest.method === "pix") return isOver ? "lapsed" : "pix";
  return isOver ? "overdue" : "boleto";
}

function endedStateOf(status: string): PageState {
  if (status === "expired") return "lapsed";
  return status === "failed" ? "failed" : "unpaid";
}
