import { z } from "zod";
import { billChange, changeItems, type ItemChange } from "@/local/stripe/billing/change";
import { grantDiscount } from "@/local/stripe/billing/discounts";
import type { ItemInput } from "@/local/stripe/billing/new-subscription";
import { subscribe } from "@/local/stripe/billing/subscribe";
import {
  cancelSubscriptionParams,
  createSubscriptionParams,
  listSubscriptionParams,
  updateSubscriptionParams,
} from "@/local/stripe/billing/subscription-params";
import { endSubscription, hasEnded, planSubscription, saveChange } from "@/local/stripe/billing/subscription-states";
import { readTrialEnd } from "@/local/stripe/billing/trial";
import { createPrice } from "@/local/stripe/catalog/prices";
import { cardError, invalidRequest } from "@/local/stripe/errors";
import { expand, mergeMetadata } from "@/local/stripe/form";
import { listPage, retrieveRoute, searchRoute } from "@/local/stripe/http/listing";
import { type Answer, type Route, route } from "@/local/stripe/http/route";
import { attachMethod, resolveMethod } from "@/local/stripe/payments/payment-methods";
import { customers, prices, type Subscription, subscriptions } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

export const subscriptionRoutes: Route[] = [
  searchRoute("/v1/subscriptions", subscriptions),
  route({ at: "GET /v1/subscriptions", params: listSubscriptionParams, run: listSubscriptions }),
  retrieveRoute("/v1/subscriptions", subscriptions),
  route({ at: "POST /v1/subscriptions", params: createSubscriptionParams, run: create }),
  route({ at: "POST /v1/subscriptions/{id}", params: updateSubscriptionParams, run: update }),
  route({
    at: "POST /v1/subscriptions/{id}/resume",
    params: z.strictObject({ ...expand, billing_cycle_anchor: z.enum(["now", "unchanged"]).optional() }),
    run: (work, _params, id) => resume(work, id),
  }),
  route({ at: "DELETE /v1/subscriptions/{id}", params: cancelSubscriptionParams, run: cancel }),
];

const ENDED_FILTER = new Set(["canceled", "incomplete_expired"]);

async function listSubscriptions(
  work: Work,
  { status, price, customer, expand: _expand, ...asked }: z.output<typeof listSubscriptionParams>,
): Promise<object> {
  const where = { customer, status: status === "all" || status === "ended" ? undefined : status };
  const found = await listPage(work, subscriptions, { ...asked, limit: 100, where, url: "/v1/subscriptions" });
  const data = found.data.filter((subscription) => {
    if (status === undefined && subscription.status === "canceled") return false;
    if (status === "ended" && !ENDED_FILTER.has(subscription.status)) return false;
    return price === undefined || subscription.items.data.some((item) => item.price.id === price);
  });
  const limit = asked.limit ?? 10;
  return { ...found, data: data.slice(0, limit), has_more: found.has_more || data.length > limit };
}

async function create(work: Work, params: z.output<typeof createSubscriptionParams>): Promise<Answer> {
  await need(work, customers, params.customer, "customer");
  const method = params.default_payment_method
    ? await attachMethod(work, await resolveMethod(work, params.default_payment_method), params.customer)
    : null;
  const behavior = params.payment_behavior ?? "allow_incomplete";
  const { subscription, collected } = await subscribe(work, {
    customerId: params.customer,
    items: await Promise.all(params.items.map((item) => readItem(work, item))),
    metadata: params.metadata ?? {},
    description: params.description ?? null,
    coupons: (params.discounts ?? []).map(({ coupon }) => coupon),
    trialEnd: readTrialEnd(work, params),
    applicationFeePercent: params.application_fee_percent ?? null,
    method,
    mayAsk: params.off_session !== true,
    isPaidLater: behavior === "default_incomplete",
  });
  if (behavior !== "error_if_incomplete") return subscription;
  if (collected.kind === "declined") throw cardError(collected.decline);
  if (collected.kind === "no_method")
    throw invalidRequest("This customer has no attached payment source or default payment method.", { code: "resource_missing" });
  return subscription;
}

async function readItem(work: Work, item: z.output<typeof createSubscriptionParams>["items"][number]): Promise<ItemInput> {
  const price = item.price_data ? await createPrice(work, item.price_data) : await need(work, prices, item.price ?? "", "items[0][price]");
  return { price, quantity: item.quantity ?? 1, metadata: item.metadata ?? {} };
}

type Update = z.output<typeof updateSubscriptionParams>;

async function update(work: Work, params: Update, id: string): Promise<Subscription> {
  const before = await needLocked(work, subscriptions, id);
  if (hasEnded(before))
    throw invalidRequest("A canceled subscription can only update its cancellation_details and metadata.", { param: "id" });

  const changed = params.items ? await changeItems(work, before, await readChanges(work, params.items)) : null;
  const after: Subscription = { ...withFields(work, before, params), discounts: await readDiscounts(work, before, params) };
  const items = changed ? { ...after.items, data: changed.items } : after.items;
  const updated: Subscription = { ...after, items, billing_cycle_anchor: changed?.isNewRhythm ? work.now : after.billing_cycle_anchor };
  await saveChange(work, before, updated);
  await planSubscription(work, updated);
  if (changed) await billChange(work, updated, { changed, proration: params.proration_behavior ?? "create_prorations" });
  return need(work, subscriptions, id);
}

async function readChanges(work: Work, items: NonNullable<Update["items"]>): Promise<ItemChange[]> {
  return Promise.all(
    items.map(async ({ price_data: data, clear_usage: _unused, ...change }) =>
      data ? { ...change, price: (await createPrice(work, data)).id } : change,
    ),
  );
}

async function readDiscounts(work: Work, { id, customer, currency, discounts }: Subscription, params: Update): Promise<string[]> {
  if (!params.discounts) return discounts;

  const granted = params.discounts.map(({ coupon }) =>
    grantDiscount(work, coupon, { customer, subscription: id, checkoutSession: null, currency }),
  );
  return (await Promise.all(granted)).map((discount) => discount.id);
}

function withFields(work: Work, before: Subscription, params: Update): Subscription {
  const isCancelling = params.cancel_at_period_end ?? before.cancel_at_period_end;
  const cancelAt = params.cancel_at === undefined ? before.cancel_at : params.cancel_at;
  const details = params.cancellation_details;
  const willEnd = isCancelling || (params.cancel_at !== undefined && cancelAt !== null);
  return {
    ...before,
    cancel_at_period_end: isCancelling,
    cancel_at: isCancelling
      ? Math.min(...before.items.data.map((item) => item.current_period_end))
      : params.cancel_at_period_end === false
        ? null
        : cancelAt,
    canceled_at: willEnd ? (before.canceled_at ?? work.now) : null,
    cancellation_details: {
      comment: details?.comment ?? before.cancellation_details?.comment ?? null,
      feedback: details?.feedback ?? before.cancellation_details?.feedback ?? null,
      feedback_option: null,
      reason: willEnd ? "cancellation_requested" : null,
    },
    default_payment_method: params.default_payment_method ?? before.default_payment_method,
    description: params.description === undefined ? before.description : params.description,
    metadata: mergeMetadata(before.metadata, params.metadata),
    pause_collection:
      params.pause_collection === undefined
        ? before.pause_collection
        : params.pause_collection && { behavior: params.pause_collection.behavior, resumes_at: params.pause_collection.resumes_at ?? null },
    ...trialFields(work, before, params),
  };
}

function trialFields(work: Work, before: Subscription, { trial_end: end }: Update): Partial<Subscription> {
  if (end === undefined) return {};

  const trialEnd = end === "now" ? work.now : end;
  const data = before.items.data.map((item) => ({ ...item, current_period_end: trialEnd }));
  return { trial_end: trialEnd, items: { ...before.items, data }, status: "trialing", billing_cycle_anchor: trialEnd };
}

async function resume(work: Work, id: string): Promise<Subscription> {
  const before = await needLocked(work, subscriptions, id);
  if (before.status !== "paused") throw invalidRequest("This subscription is not paused and cannot be resumed.", { param: "id" });

  const resumed: Subscription = { ...before, status: "active" };
  await saveChange(work, before, resumed);
  return resumed;
}

async function cancel(work: Work, params: z.output<typeof cancelSubscriptionParams>, id: string): Promise<Subscription> {
  const before = await needLocked(work, subscriptions, id);
  if (hasEnded(before)) throw invalidRequest(`No such subscription: '${id}'`, { code: "resource_missing", param: "id" });

  const details = {
    comment: params.cancellation_details?.comment ?? null,
    feedback: params.cancellation_details?.feedback ?? null,
    feedback_option: null,
    reason: null,
  };
  await endSubscription(work, { ...before, cancellation_details: details }, "cancellation_requested");
  return need(work, subscriptions, id);
}
