import type { StoreId } from "@/lib/core/ids";
import { findDefaultAccount } from "./accounts";
import type { PaymentOffer } from "./offers";

/** How the store may be paid; null while it takes no payments. */
export async function findPaymentOffer(storeId: StoreId): Promise<PaymentOffer | null> {
  const account = await findDefaultAccount(storeId);
  return account && { methods: account.methods, terms: account.terms };
}
