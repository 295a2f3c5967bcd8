import { z } from "zod";
import { emit } from "@/local/stripe/emit";
import { invalidRequest, resourceMissing } from "@/local/stripe/errors";
import { address, emptyableMetadata, emptyableText, expand, integer, mergeMetadata, metadata, page, text } from "@/local/stripe/form";
import { listPage, retrieveRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { attachMethod, checkCard, createCardMethod, resolveMethod } from "@/local/stripe/payments/payment-methods";
import { findTestCard } from "@/local/stripe/payments/test-cards";
import { customers, type PaymentMethod, paymentMethods } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const billing = z.strictObject({
  address: address.optional(),
  email: emptyableText.optional(),
  name: emptyableText.optional(),
  phone: emptyableText.optional(),
});
const card = z.union([
  z.strictObject({ token: text }),
  z.strictObject({ number: text, exp_month: integer, exp_year: integer, cvc: text.optional() }),
]);
const createParams = z.strictObject({
  ...expand,
  type: z.literal("card"),
  card,
  billing_details: billing.optional(),
  metadata: metadata.optional(),
});
const updateParams = z.strictObject({ ...expand, billing_details: billing.optional(), metadata: emptyableMetadata.optional() });

export const methodRoutes: Route[] = [
  route({
    at: "GET /v1/payment_methods",
    params: z.strictObject({ ...page, customer: text.optional(), type: text.optional() }),
    run: (work, { customer, type, expand: _expand, ...asked }) =>
      listPage(work, paymentMethods, { ...asked, where: { customer, type }, url: "/v1/payment_methods" }),
  }),
  retrieveRoute("/v1/payment_methods", paymentMethods),
  route({ at: "POST /v1/payment_methods", params: createParams, run: create }),
  route({ at: "POST /v1/payment_methods/{id}", params: updateParams, run: update }),
  route({ at: "POST /v1/payment_methods/{id}/attach", params: z.strictObject({ ...expand, customer: text }), run: attach }),
  route({ at: "POST /v1/payment_methods/{id}/detach", params: z.strictObject(expand), run: (work, _params, id) => detach(work, id) }),
];

async function create(work: Work, params: z.output<typeof createParams>): Promise<PaymentMethod> {
  const input = readCard(work, params.card);
  checkCard(input, work.now);
  const method = await createCardMethod(work, input, {
    name: params.billing_details?.name ?? null,
    email: params.billing_details?.email ?? null,
  });
  const marked = { ...method, metadata: params.metadata ?? {} };
  await work.shelf.put(paymentMethods, method.id, marked);
  return marked;
}

function readCard(work: Work, given: z.output<typeof card>): { number: string; expMonth: number; expYear: number } {
  if ("number" in given) return { number: given.number, expMonth: given.exp_month, expYear: given.exp_year };

  const ready = findTestCard(given.token);
  if (!ready) throw resourceMissing("token", given.token, "card[token]");
  return { number: ready.number, expMonth: 12, expYear: new Date(work.now * 1000).getUTCFullYear() + 3 };
}

async function update(
  work: Work,
  { billing_details: given, metadata: entries }: z.output<typeof updateParams>,
  id: string,
): Promise<PaymentMethod> {
  const method = await needLocked(work, paymentMethods, id);
  const { name, email, phone } = { ...method.billing_details, ...given };
  const updated: PaymentMethod = {
    ...method,
    billing_details: { ...method.billing_details, name, email, phone },
    metadata: mergeMetadata(method.metadata ?? {}, entries),
  };
  await work.shelf.put(paymentMethods, id, updated);
  return updated;
}

async function attach(work: Work, { customer }: { customer: string }, id: string): Promise<PaymentMethod> {
  await need(work, customers, customer, "customer");
  return attachMethod(work, await resolveMethod(work, id), customer);
}

async function detach(work: Work, id: string): Promise<PaymentMethod> {
  const method = await needLocked(work, paymentMethods, id);
  if (!method.customer)
    throw invalidRequest("The payment method you provided is not attached to a customer so detachment is impossible.", { param: "id" });

  const detached = { ...method, customer: null };
  await work.shelf.put(paymentMethods, id, detached);
  await emit(work, "payment_method.detached", detached, { customer: method.customer });
  return detached;
}
