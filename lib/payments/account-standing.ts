import { z } from "zod";
import type { StoreId } from "@/lib/core/ids";
import { toProvider } from "@/lib/core/provider";
import { ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { stripe } from "@/lib/stripe/client";
import { type ConnectedStanding, stripeConnect } from "./gateways/stripe-connect";

const standingSchema = z.object({
  detailsSubmitted: z.boolean().catch(false),
  currentlyDue: z.array(z.string()).catch([]),
  pendingVerification: z.array(z.string()).catch([]),
  disabledReason: z.string().nullable().catch(null),
  deadline: z.string().nullable().catch(null),
});

/** What a gateway still asks of a merchant, as it was told last. */
export type AccountStanding = Omit<ConnectedStanding, "canCharge">;

/** Reads what is kept of an account's onboarding. */
export function readStanding(kept: unknown): AccountStanding {
  return standingSchema.parse(Object(kept));
}

/**
 * Asks Stripe how a connected account stands and keeps it. An account that may charge now takes the payments of a store that
 * has no other that may; one that may not any more takes none. Fails with `gateway_unreachable`; nothing changes then.
 */
export async function refreshStanding(storeId: StoreId, accountId: string): Promise<Result<{ canCharge: boolean }, "gateway_unreachable">> {
  const where = { storeId_id: { storeId, id: accountId } };
  const account = await withStore(storeId, (tx) => tx.gatewayAccount.findUniqueOrThrow({ where }));
  if (toProvider(account.provider) !== "stripe") return ok({ canCharge: account.canCharge });
  const found = await stripeConnect(stripe()).standing(account.externalId);
  if (!found.ok) return found;

  const { canCharge, ...onboarding } = found.value;
  await withStore(storeId, async (tx) => {
    const isGone = onboarding.disabledReason === "disconnected";
    await tx.gatewayAccount.update({
      where,
      data: { canCharge, onboarding, checkedAt: new Date(), ...(isGone ? { isDefault: false } : {}) },
    });
    const others = { storeId, isDefault: true, isActive: true, canCharge: true, id: { not: accountId } };
    if (canCharge && (await tx.gatewayAccount.count({ where: others })) === 0) {
      await tx.gatewayAccount.updateMany({ where: { storeId, isDefault: true }, data: { isDefault: false } });
      await tx.gatewayAccount.update({ where, data: { isDefault: true } });
    }
    await record(tx, "store.changed", { storeId });
  });
  return ok({ canCharge });
}
