"use server";

import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { payAgain } from "@/lib/checkout/pay-again";
import { payChoiceSchema } from "@/lib/checkout/schema";
import { rejected } from "@/lib/core/form-state";
import { findOrderByToken } from "@/lib/orders/queries";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { requestAddress } from "@/lib/stores/request-host";
import { shopperAction } from "@/lib/stores/shopper-action";
import { pay, readTry, refuseSuspicious } from "../../paying";

const againSchema = payChoiceSchema.and(z.object({ order: z.string().max(64) }));

/** Pays an order that waits, in any way the store takes: a new attempt, after the one before came to its end. */
export const payAgainAction = shopperAction(againSchema, async (context, input) => {
  const { store, host } = context;
  const order = await findOrderByToken(store.id, input.order);
  if (!order) notFound();
  const isCalm = (await isWithinLimit("pay", `${host}:${await requestAddress()}`)) && (await isWithinLimit("pay", `order:${order.id}`));
  if (!isCalm) return rejected({}, {}, "too_many_tries");

  const tried = await readTry(context, input, order.id);
  const refusal = await refuseSuspicious(tried);
  if (refusal) return refusal;

  const instalments = input.method === "card" ? input.instalments : 1;
  const attempt = await payAgain(store.id, { orderId: order.id, method: input.method, instalments });
  if (attempt.ok) return pay(context, { token: input.order, attemptId: attempt.value }, { tried, cardToken: input.cardToken });
  if (attempt.code === "already_paid") redirect(`/orders/${input.order}`);
  return rejected({}, {}, attempt.code === "out_of_stock" ? "out_of_stock_again" : attempt.code);
});
