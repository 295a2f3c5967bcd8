import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";

/**
 * What becomes of money that was paid for an order that brings no goods. `none`: none is here · `under_way`: all of it goes back, or
 * went · `account`: it goes back once the store knows a bank account · `here`: the store has not said yet.
 */
export type MoneyBack = "none" | "under_way" | "account" | "here";

type Money = {
  capturedCents: number;
  refundedCents: number;
  refunds: readonly { amountCents: number; status: string }[];
};

const open: readonly string[] = ["requested", "submitted", "unknown"];

export function moneyBackOf({ capturedCents, refundedCents, refunds }: Money): MoneyBack {
  if (capturedCents === 0) return "none";
  if (refunds.some(({ status }) => status === "needs_data")) return "account";
  const promised = refunds.reduce((sum, { amountCents, status }) => (open.includes(status) ? sum + amountCents : sum), 0);
  return capturedCents - refundedCents <= promised ? "under_way" : "here";
}

/** What of an order's money is here, and what becomes of it. An order of which nothing was owed has none. */
export async function readMoneyBack(storeId: StoreId, orderId: string): Promise<{ back: MoneyBack; netCents: number }> {
  const payment = await withStore(storeId, (tx) =>
    tx.payment.findUnique({
      where: { storeId_orderId: { storeId, orderId } },
      select: { capturedCents: true, refundedCents: true, refunds: { select: { amountCents: true, status: true } } },
    }),
  );
  return payment ? { back: moneyBackOf(payment), netCents: payment.capturedCents - payment.refundedCents } : { back: "none", netCents: 0 };
}
