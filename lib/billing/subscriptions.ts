import { z } from "zod";
import type { Locale } from "@/lib/core/locale";
import { currencySchema } from "@/lib/core/money";
import { withPlatform } from "@/lib/db/transaction";
import type { PlanView } from "./plans";

export const subscriptionStatuses = [
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "canceled",
  "incomplete",
  "incomplete_expired",
  "paused",
] as const;

export type SubscriptionView = {
  plan: Pick<PlanView, "name" | "priceCents" | "currency" | "interval" | "maxProducts" | "maxMembers" | "maxDomains">;
  status: (typeof subscriptionStatuses)[number];
  currentPeriodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  stripeCustomerId: string;
};

const names = z.object({ en: z.string(), "pt-BR": z.string() });

/** What a store pays the platform for, or null for a store that pays nothing (demo stores). */
export async function findSubscription(storeId: string, locale: Locale): Promise<SubscriptionView | null> {
  const row = await withPlatform((tx) =>
    tx.subscription.findUnique({ where: { storeId }, include: { plan: { include: { prices: true } } } }),
  );
  const price = row?.plan.prices.find(({ currency }) => currency === row.currency);
  if (!row || !price) return null;
  const { plan, status, currentPeriodEnd, cancelAtPeriodEnd, stripeCustomerId } = row;
  return {
    plan: {
      name: names.parse(plan.names)[locale],
      priceCents: price.amountCents,
      currency: currencySchema.parse(price.currency),
      interval: plan.interval === "year" ? "year" : "month",
      maxProducts: plan.maxProducts,
      maxMembers: plan.maxMembers,
      maxDomains: plan.maxDomains,
    },
    status: subscriptionStatuses.find((known) => known === status) ?? "active",
    currentPeriodEnd,
    cancelAtPeriodEnd,
    stripeCustomerId,
  };
}
