import { z } from "zod";
import { emit } from "@/local/stripe/emit";
import { invalidRequest } from "@/local/stripe/errors";
import { amount, currency, decimal, emptyableMetadata, expand, integer, mergeMetadata, metadata, text } from "@/local/stripe/form";
import { listRoute, retrieveRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { randomText } from "@/local/stripe/ids";
import { type Coupon, coupons } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const createParams = z.strictObject({
  ...expand,
  amount_off: amount.optional(),
  currency: currency.optional(),
  duration: z.enum(["forever", "once", "repeating"]).optional(),
  duration_in_months: integer.optional(),
  id: text.optional(),
  max_redemptions: integer.optional(),
  metadata: metadata.optional(),
  name: text.max(40).optional(),
  percent_off: decimal.optional(),
  redeem_by: integer.optional(),
});
const updateParams = z.strictObject({ ...expand, metadata: emptyableMetadata.optional(), name: text.max(40).optional() });

export const couponRoutes: Route[] = [
  listRoute("/v1/coupons", coupons),
  retrieveRoute("/v1/coupons", coupons),
  route({ at: "POST /v1/coupons", params: createParams, run: (work, params) => createCoupon(work, params) }),
  route({ at: "POST /v1/coupons/{id}", params: updateParams, run: updateCoupon }),
  route({ at: "DELETE /v1/coupons/{id}", params: z.strictObject({}), run: (work, _params, id) => deleteCoupon(work, id) }),
];

async function createCoupon(work: Work, params: z.output<typeof createParams>): Promise<Coupon> {
  if ((params.amount_off === undefined) === (params.percent_off === undefined))
    throw invalidRequest("You must pass either `percent_off` or `amount_off`, and not both.");
  if (params.amount_off !== undefined && !params.currency)
    throw invalidRequest("Missing required param: currency.", { param: "currency", code: "parameter_missing" });

  const coupon: Coupon = {
    id: params.id ?? randomText(8),
    object: "coupon",
    amount_off: params.amount_off ?? null,
    created: work.now,
    currency: params.currency ?? null,
    duration: params.duration ?? "once",
    duration_in_months: params.duration_in_months ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: params.metadata ?? {},
    name: params.name ?? null,
    percent_off: params.percent_off ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  await work.shelf.put(coupons, coupon.id, coupon);
  await emit(work, "coupon.created", coupon);
  return coupon;
}

/** A coupon that may be used now. Fails when it is used up, past its date or for another currency. */
export async function usableCoupon(work: Work, id: string, currency: string): Promise<Coupon> {
  const coupon = await need(work, coupons, id, "discounts[0][coupon]");
  const isUsedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  const isLate = coupon.redeem_by !== null && coupon.redeem_by <= work.now;
  if (isUsedUp || isLate)
    throw invalidRequest(`Coupon ${id} is expired and cannot be applied.`, { code: "coupon_expired", param: "discounts[0][coupon]" });
  if (coupon.currency && coupon.currency !== currency)
    throw invalidRequest(`Coupon ${id} is for ${coupon.currency}, not for ${currency}.`, { param: "discounts[0][coupon]" });

  return coupon;
}

export async function redeemCoupon(work: Work, id: string): Promise<void> {
  const coupon = await needLocked(work, coupons, id);
  const times = coupon.times_redeemed + 1;
  await work.shelf.put(coupons, id, {
    ...coupon,
    times_redeemed: times,
    valid: coupon.max_redemptions === null || times < coupon.max_redemptions,
  });
}

/** What a coupon takes off an amount, in minor units; never more than the amount. */
export function discountOf(coupon: Pick<Coupon, "amount_off" | "percent_off">, amountCents: number): number {
  const off = coupon.amount_off ?? Math.round((amountCents * (coupon.percent_off ?? 0)) / 100);
  return Math.min(off, amountCents);
}

async function updateCoupon(work: Work, { name, metadata: given }: z.output<typeof updateParams>, id: string): Promise<Coupon> {
  const coupon = await needLocked(work, coupons, id);
  const updated: Coupon = { ...coupon, name: name ?? coupon.name, metadata: mergeMetadata(coupon.metadata ?? {}, given) };
  await work.shelf.put(coupons, id, updated);
  await emit(work, "coupon.updated", updated);
  return updated;
}

async function deleteCoupon(work: Work, id: string): Promise<object> {
  const coupon = await needLocked(work, coupons, id);
  await work.shelf.remove(coupons, id);
  await emit(work, "coupon.deleted", coupon);
  return { id, object: "coupon", deleted: true };
}
