import { z } from "zod";
import { invalidRequest, resourceMissing } from "@/local/stripe/errors";
import { amount, emptyableMetadata, emptyableText, expand, flag, mergeMetadata, metadata, text } from "@/local/stripe/form";
import { listRoute, retrieveRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { readBalance } from "@/local/stripe/payments/balance";
import { decideDispute, updateDispute } from "@/local/stripe/payments/disputes";
import { EVIDENCE_TEXTS } from "@/local/stripe/payments/evidence";
import { cancelRefund, createRefund } from "@/local/stripe/payments/refunds";
import { charges, type Dispute, disputes, paymentIntents, type Refund, refunds } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const refundParams = z.strictObject({
  ...expand,
  amount: amount.optional(),
  charge: text.optional(),
  metadata: metadata.optional(),
  payment_intent: text.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  refund_application_fee: flag.optional(),
});
const refundUpdate = z.strictObject({ ...expand, metadata: emptyableMetadata.optional() });
const evidence = z.partialRecord(
  z.enum(EVIDENCE_TEXTS),
  emptyableText.transform((value) => value ?? ""),
);
const disputeParams = z.strictObject({
  ...expand,
  evidence: evidence.optional(),
  metadata: emptyableMetadata.optional(),
  submit: flag.optional(),
});

export const moneyRoutes: Route[] = [
  listRoute("/v1/charges", charges, { customer: text.optional(), payment_intent: text.optional() }),
  retrieveRoute("/v1/charges", charges),
  listRoute("/v1/refunds", refunds, { charge: text.optional(), payment_intent: text.optional() }),
  retrieveRoute("/v1/refunds", refunds),
  route({ at: "POST /v1/refunds", params: refundParams, run: refund }),
  route({ at: "POST /v1/refunds/{id}", params: refundUpdate, run: updateRefund }),
  route({ at: "POST /v1/refunds/{id}/cancel", params: z.strictObject(expand), run: (work, _params, id) => cancelRefund(work, id) }),
  listRoute("/v1/disputes", disputes, { charge: text.optional(), payment_intent: text.optional() }),
  retrieveRoute("/v1/disputes", disputes),
  route({ at: "POST /v1/disputes/{id}", params: disputeParams, run: answerDispute }),
  route({
    at: "POST /v1/disputes/{id}/close",
    params: z.strictObject(expand),
    run: (work, _params, id) => decideDispute(work, id, "lost"),
  }),
  route({ at: "GET /v1/balance", params: z.strictObject(expand), run: (work) => readBalance(work) }),
];

async function refund(work: Work, params: z.output<typeof refundParams>): Promise<Refund> {
  return createRefund(work, {
    chargeId: await chargeIdOf(work, params),
    reason: params.reason ?? null,
    metadata: params.metadata ?? {},
    ...(params.amount === undefined ? {} : { amount: params.amount }),
  });
}

async function chargeIdOf(work: Work, { charge, payment_intent: intentId }: z.output<typeof refundParams>): Promise<string> {
  if (charge) return (await need(work, charges, charge, "charge")).id;
  if (!intentId)
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
    });

  const intent = await need(work, paymentIntents, intentId, "payment_intent");
  if (!intent.latest_charge) throw resourceMissing("charge for payment_intent", intentId, "payment_intent");
  return intent.latest_charge;
}

async function updateRefund(work: Work, { metadata: given }: z.output<typeof refundUpdate>, id: string): Promise<Refund> {
  const found = await needLocked(work, refunds, id);
  const updated = { ...found, metadata: mergeMetadata(found.metadata ?? {}, given) };
  await work.shelf.put(refunds, id, updated);
  return updated;
}

async function answerDispute(work: Work, params: z.output<typeof disputeParams>, id: string): Promise<Dispute> {
  const dispute = await need(work, disputes, id);
  const evidence = Object.fromEntries(
    Object.entries(params.evidence ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return updateDispute(work, id, {
    evidence,
    isSubmitted: params.submit ?? true,
    metadata: mergeMetadata(dispute.metadata, params.metadata),
  });
}
