import { z } from "zod";
import { changeItems } from "@/local/stripe/billing/change";
import { collect } from "@/local/stripe/billing/collect";
import { finalizeInvoice, voidInvoice } from "@/local/stripe/billing/invoices";
import { cycleLine } from "@/local/stripe/billing/lines";
import { draftInvoice } from "@/local/stripe/billing/new-invoice";
import { pendingLines } from "@/local/stripe/billing/pending-lines";
import { itemChange } from "@/local/stripe/billing/subscription-params";
import { cardError, invalidRequest } from "@/local/stripe/errors";
import { expand, flag, integer, page, text } from "@/local/stripe/form";
import { listPage, listRoute, retrieveRoute, searchRoute } from "@/local/stripe/http/listing";
import { listOf } from "@/local/stripe/http/lists";
import { type Answer, type Route, route } from "@/local/stripe/http/route";
import { resolveMethod } from "@/local/stripe/payments/payment-methods";
import { customers, type Invoice, invoicePayments, invoices, subscriptions } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const listParams = z.strictObject({
  ...page,
  customer: text.optional(),
  status: z.enum(["draft", "open", "paid", "uncollectible", "void"]).optional(),
  subscription: text.optional(),
  collection_method: text.optional(),
});
const payParams = z.strictObject({
  ...expand,
  off_session: flag.optional(),
  payment_method: text.optional(),
  paid_out_of_band: z.literal("false").optional(),
});
const previewParams = z.strictObject({
  ...expand,
  customer: text.optional(),
  subscription: text,
  subscription_details: z
    .strictObject({
      items: z.array(itemChange).optional(),
      proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
      proration_date: integer.optional(),
    })
    .optional(),
});

export const invoiceRoutes: Route[] = [
  searchRoute("/v1/invoices", invoices),
  route({ at: "GET /v1/invoices", params: listParams, run: listInvoices }),
  route({ at: "POST /v1/invoices/create_preview", params: previewParams, run: preview }),
  retrieveRoute("/v1/invoices", invoices),
  route({
    at: "GET /v1/invoices/{id}/lines",
    params: z.strictObject(page),
    run: async (work, _params, id) => (await need(work, invoices, id)).lines,
  }),
  route({
    at: "POST /v1/invoices/{id}/finalize",
    params: z.strictObject({ ...expand, auto_advance: flag.optional() }),
    run: (work, _params, id) => finalize(work, id),
  }),
  route({ at: "POST /v1/invoices/{id}/pay", params: payParams, run: pay }),
  route({
    at: "POST /v1/invoices/{id}/void",
    params: z.strictObject(expand),
    run: async (work, _params, id) => voidInvoice(work, await needLocked(work, invoices, id)),
  }),
  listRoute("/v1/invoice_payments", invoicePayments, { invoice: text.optional(), status: text.optional() }),
  retrieveRoute("/v1/invoice_payments", invoicePayments),
];

async function listInvoices(
  work: Work,
  { customer, status, subscription, collection_method, expand: _expand, ...asked }: z.output<typeof listParams>,
): Promise<object> {
  const parent = subscription ? { subscription_details: { subscription } } : undefined;
  return listPage(work, invoices, { ...asked, where: { customer, status, collection_method, parent }, url: "/v1/invoices" });
}

async function finalize(work: Work, id: string): Promise<Invoice> {
  const invoice = await needLocked(work, invoices, id);
  return finalizeInvoice(work, invoice, await needLocked(work, customers, invoice.customer ?? ""));
}

async function pay(work: Work, params: z.output<typeof payParams>, id: string): Promise<Answer> {
  const invoice = await needLocked(work, invoices, id);
  if (invoice.status === "paid") throw invalidRequest("Invoice is already paid", { code: "invoice_already_paid" });

  const method = params.payment_method ? await resolveMethod(work, params.payment_method) : null;
  const collected = await collect(work, { invoice, method, mayAsk: params.off_session === false });
  if (collected.kind === "declined") return cardError(collected.decline, { payment_intent: collected.intent });
  if (collected.kind === "no_method")
    throw invalidRequest("There is no default payment method set on this Customer. Please use the payment_method parameter.", {
      code: "missing",
    });

  return need(work, invoices, id);
}

/** What the next invoice would be, with or without a change of items. Nothing is stored. */
async function preview(
  work: Work,
  { subscription: id, subscription_details: details, ...params }: z.output<typeof previewParams>,
): Promise<Invoice> {
  const subscription = await need(work, subscriptions, id, "subscription");
  const at: Work = details?.proration_date ? { ...work, now: details.proration_date } : work;
  const changes = (details?.items ?? []).map(({ price_data: _data, clear_usage: _usage, ...change }) => change);
  const changed = await changeItems(at, subscription, changes);
  const prorated = details?.proration_behavior === "none" ? [] : changed.lines;
  const waiting = (await work.shelf.get(pendingLines, id))?.lines ?? [];
  const next =
    changed.isNewRhythm || details?.proration_behavior === "always_invoice"
      ? []
      : changed.items.map((item) => cycleLine(item, { start: item.current_period_end, end: item.current_period_end }));
  const customer = await need(work, customers, params.customer ?? subscription.customer, "customer");
  const invoice = await draftInvoice(work, {
    subscription,
    customer,
    lines: [...waiting, ...prorated, ...next],
    billingReason: "upcoming",
  });
  return { ...invoice, id: invoice.id.replace("in_", "upcoming_in_"), lines: listOf(invoice.lines.data, "/v1/invoices/upcoming/lines") };
}
