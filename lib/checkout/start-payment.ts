import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { chargeAttempt } from "@/lib/payments/charge";
import { addressOf } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";

export type Payable = { token: string; attemptId: string | null };

/** Where the shopper goes next. */
export type NextStop = {
  address: string;
  /** On the gateway's site, not the store's. */
  isElsewhere: boolean;
};

/**
 * Asks the gateway for the money of an order and says where the shopper goes next: to the gateway's page where it has one, else to
 * the order's page, which tells the outcome, whatever it is. Asking again for the same attempt charges nothing.
 */
export async function startPayment(store: StoreView, host: string, { token, attemptId }: Payable, cardToken: string): Promise<NextStop> {
  const path = `/orders/${token}`;
  if (!attemptId) return { address: path, isElsewhere: false };
  const orderUrl = `${addressOf(host, env().PLATFORM_URL)}${path}`;
  await chargeAttempt(store.id, attemptId, { orderUrl, cardToken: cardToken || null });
  const attempt = await withStore(store.id, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({
      where: { storeId_id: { storeId: store.id, id: attemptId } },
      select: { status: true, redirectUrl: true },
    }),
  );
  const page = attempt.status === "requires_action" ? attempt.redirectUrl : null;
  return { address: page ?? path, isElsewhere: page !== null };
}
