import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

/** Puts a store on a plan of its own with these limits; null is unlimited. */
export async function makeSubscription(
  store: StoreView,
  limits: { maxProducts?: number | null; maxMembers?: number | null; maxDomains?: number | null } = {},
): Promise<void> {
  const planId = newId();
  await withPlatform(async (tx) => {
    await tx.plan.create({
      data: {
        id: planId,
        code: `plan-${planId}`,
        names: {},
        pitches: {},
        maxProducts: limits.maxProducts ?? null,
        maxMembers: limits.maxMembers ?? null,
        maxDomains: limits.maxDomains ?? null,
      },
    });
    await tx.subscription.create({
      data: {
        storeId: store.id,
        planId,
        status: "active",
        currency: store.currency,
        stripeCustomerId: `cus_${planId}`,
        stripeSubscriptionId: `sub_${planId}`,
      },
    });
  });
}
