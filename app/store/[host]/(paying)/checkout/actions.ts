"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readCartToken, writeCartCookies } from "@/lib/cart/cookies";
import { saveDetails, setCoupon } from "@/lib/checkout/commands";
import { placeOrder } from "@/lib/checkout/place";
import { detailsSchema, placeSchema } from "@/lib/checkout/schema";
import { echoValues, fieldErrors, rejected } from "@/lib/core/form-state";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { requestAddress } from "@/lib/stores/request-host";
import { shopperAction } from "@/lib/stores/shopper-action";
import { pay, readTry, refuseSuspicious } from "../paying";

const anyForm = z.record(z.string(), z.unknown());
const couponSchema = z.object({
  coupon: z.string().trim().max(40, "too_long").default(""),
  step: z.enum(["details", "payment"]).catch("details"),
});

export const saveDetailsAction = shopperAction(anyForm, async ({ store }, input, form) => {
  const parsed = detailsSchema(store.country).safeParse(input);
  if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form));
  const cartToken = await readCartToken();
  if (!cartToken) redirect("/cart");
  const outcome = await saveDetails(store, cartToken, parsed.data);
  if (outcome.ok) redirect("/checkout?step=payment");
  if (outcome.code === "cart_empty") redirect("/cart");
  return rejected({ shippingRateId: outcome.code }, echoValues(form));
});

export const setCouponAction = shopperAction(couponSchema, async ({ store, host }, { coupon, step }, form) => {
  if (!(await isWithinLimit("placeOrder", `coupon:${host}:${await requestAddress()}`))) return rejected({ coupon: "too_many_tries" });
  const cartToken = await readCartToken();
  if (!cartToken) redirect("/cart");
  const outcome = await setCoupon(store, cartToken, coupon);
  if (outcome.ok) redirect(step === "payment" ? "/checkout?step=payment" : "/checkout");
  if (outcome.code === "cart_empty") redirect("/cart");
  return rejected({ coupon: outcome.code }, echoValues(form));
});

export const placeAction = shopperAction(placeSchema, async (context, input) => {
  const { store, host } = context;
  if (!(await isWithinLimit("placeOrder", `${host}:${await requestAddress()}`))) return rejected({}, {}, "too_many_tries");
  const tried = await readTry(context, input, null);
  const refusal = await refuseSuspicious(tried);
  if (refusal) return refusal;
  const cartToken = await readCartToken();
  if (!cartToken) redirect("/cart");
  const { checkout: checkoutId, quote: quoteHash, method } = input;
  const instalments = method === "card" ? input.instalments : 1;
  const placed = await placeOrder(store, { cartToken, checkoutId, quoteHash, method, instalments });
  if (!placed.ok) {
    if (placed.code === "cart_empty" || placed.code === "not_found") redirect("/cart");
    if (placed.code === "incomplete") redirect("/checkout");
    redirect(`/checkout?step=payment&notice=${placed.code}`);
  }
  const beforeRedirect = () => writeCartCookies(cartToken, 0);
  return pay(context, placed.value, { tried, cardToken: input.cardToken, beforeRedirect });
});
