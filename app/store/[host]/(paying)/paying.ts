import { redirect } from "next/navigation";
import { countOutcome, guardPayment, type PayTry } from "@/lib/checkout/pay-guard";
import type { PayChoice } from "@/lib/checkout/schema";
import { type Payable, startPayment } from "@/lib/checkout/start-payment";
import { type FormState, rejected } from "@/lib/core/form-state";
import { leaveFor } from "@/lib/security/leave";
import { requestAddress } from "@/lib/stores/request-host";
import type { ShopperContext } from "@/lib/stores/shopper-action";

/** Who tries to pay in this request. */
export async function readTry({ host }: ShopperContext, input: PayChoice, orderId: string | null): Promise<PayTry> {
  const { method, cardMark, proof } = input;
  return { host, address: await requestAddress(), orderId, method, cardMark, proof };
}

/** The refusal of a try that looks like card testing, with the riddle to solve where that lets it pass; null for all others. */
export async function refuseSuspicious(tried: PayTry): Promise<FormState | null> {
  const verdict = await guardPayment(tried);
  if (verdict.kind === "go") return null;
  return verdict.kind === "prove" ? rejected({}, { riddle: verdict.riddle }, "proof_needed") : rejected({}, {}, "card_refused_often");
}

export type Paying = {
  tried: PayTry;
  cardToken: string;
  /** Sets cookies on the way out. */
  beforeRedirect?: () => Promise<void>;
};

/** Charges an attempt and sends the shopper on: to the gateway's page, or to the order's. */
export async function pay(
  { store, host }: ShopperContext,
  payable: Payable,
  { tried, cardToken, beforeRedirect }: Paying,
): Promise<FormState> {
  const next = await startPayment(store, host, payable, cardToken);
  if (payable.attemptId) await countOutcome(store.id, tried, payable.attemptId);
  if (next.isElsewhere) return leaveFor(next.address, beforeRedirect);
  await beforeRedirect?.();
  redirect(next.address);
}
