import { dayMs } from "@/lib/core/time";
import type { OrderStatus } from "./types";

/** An order whose goods went back on sale is not paid at the prices of long ago. */
const expiredPayableMs = 7 * dayMs;
/** An order that waits outlives each hold that it was placed with: a boleto of fifteen days, with bank days to clear, is over before. */
const waitingPayableMs = 30 * dayMs;

/** Whether another way to pay may be chosen for an order. */
export function isPayable({ status, placedAt }: { status: OrderStatus; placedAt: Date }, now: Date = new Date()): boolean {
  const age = now.getTime() - placedAt.getTime();
  if (status === "awaiting_payment") return age < waitingPayableMs;
  return status === "expired" && age < expiredPayableMs;
}
