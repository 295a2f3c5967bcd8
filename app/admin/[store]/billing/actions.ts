"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { openBillingPortal } from "@/lib/billing/stripe-billing";
import { findSubscription } from "@/lib/billing/subscriptions";
import { type FormState, idleForm, rejected } from "@/lib/core/form-state";
import { env } from "@/lib/env";
import { memberAction } from "@/lib/identity/member-action";

const toPortal = memberAction("billing:write", z.object({}), async ({ store, locale }): Promise<FormState> => {
  const subscription = await findSubscription(store.id, locale);
  if (!subscription) return rejected({}, {}, "not_found");
  redirect(await openBillingPortal(subscription.stripeCustomerId, new URL(`/admin/${store.slug}/billing`, env().PLATFORM_URL).toString()));
});

/** Leads to Stripe's page for card, invoices and cancellation. */
export async function openPortalAction(storeSlug: string, form: FormData): Promise<void> {
  await toPortal(storeSlug, idleForm, form);
}
