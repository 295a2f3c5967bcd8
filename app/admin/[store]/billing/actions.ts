"use server";

import { z } from "zod";
import { openBillingPortal } from "@/lib/billing/stripe-billing";
import { findSubscription } from "@/lib/billing/subscriptions";
import { type FormState, rejected } from "@/lib/core/form-state";
import { env } from "@/lib/env";
import { memberAction } from "@/lib/identity/member-action";
import { leaveFor } from "@/lib/security/leave";

/** Leads to Stripe's page for card, invoices and cancellation. */
export const openPortalAction = memberAction("billing:write", z.object({}), async ({ store, locale }): Promise<FormState> => {
  const subscription = await findSubscription(store.id, locale);
  if (!subscription) return rejected({}, {}, "not_found");
  const back = new URL(`/admin/${store.slug}/billing`, env().PLATFORM_URL).toString();
  return leaveFor(await openBillingPortal(subscription.stripeCustomerId, back));
});
