import type { OrderView } from "./view";

/** What of the newest attempt decides what a shopper sees. */
export type LatestAttempt = { method: string; isFinal: boolean; status: string } | null;

/** What the order page says first. */
export type PageState =
  | "paid"
  | "checking"
  | "authorized"
  | "pix"
  | "boleto"
  | "hosted"
  | "failed"
  | "unpaid"
  | "expired"
  | "cancelled"
  | "shipped"
  | "refunded"
  | "unfulfillable"
  | "partial";

/** The one thing that matters to the shopper now. Money for goods that are gone comes before all else. */
export function pageStateOf(order: Pick<OrderView, "status" | "paymentState" | "flags">, latest: LatestAttempt): PageState {
  if (order.flags.includes("paid_unfulfillable")) return "unfulfillable";
  if (order.paymentState === "refunded" || order.status === "returned") return "refunded";
  if (order.status === "cancelled") return "cancelled";
  if (order.status === "fulfilled" || order.status === "closed") return "shipped";
  if (order.status !== "awaiting_payment" && order.status !== "expired") return "paid";
  if (order.flags.includes("amount_mismatch")) return "partial";
  if (order.status === "expired") return "expired";
  return waitingStateOf(latest);
}

function waitingStateOf(latest: LatestAttempt): PageState {
  if (!latest || latest.status === "created") return "unpaid";
  if (latest.isFinal) return latest.status === "failed" || latest.status === "expired" ? "failed" : "unpaid";
  if (latest.status === "authorized") return "authorized";
  if (latest.status === "requires_action" && latest.method === "hosted") return "hosted";
  const isPayable = latest.status === "pending" || latest.status === "requires_action";
  if (isPayable && latest.method === "pix") return "pix";
  return isPayable && latest.method === "boleto" ? "boleto" : "checking";
}
