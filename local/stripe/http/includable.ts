import { sessionLineItems } from "@/local/stripe/checkout/line-items";
import { listOf } from "@/local/stripe/http/lists";
import { invoicePayments, paymentMethods, refunds, subscriptions } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

type Loader = (work: Work, id: string) => Promise<object>;

/** Lists that an object shows only when they are asked for by `expand`. */
const LOADERS: Record<string, Record<string, Loader>> = {
  "checkout.session": {
    line_items: async (work, id) => listOf(await sessionLineItems(work, id), `/v1/checkout/sessions/${id}/line_items`),
  },
  charge: {
    refunds: async (work, id) => listOf(await work.shelf.list(refunds, { where: { charge: id } }), `/v1/charges/${id}/refunds`),
  },
  customer: {
    subscriptions: async (work, id) =>
      listOf(await work.shelf.list(subscriptions, { where: { customer: id } }), `/v1/customers/${id}/subscriptions`),
    sources: async (work, id) =>
      listOf(await work.shelf.list(paymentMethods, { where: { customer: id, type: "source" } }), `/v1/customers/${id}/sources`),
  },
  invoice: {
    payments: async (work, id) =>
      listOf(await work.shelf.list(invoicePayments, { where: { invoice: id } }), `/v1/invoice_payments?invoice=${id}`),
  },
};

/** Undefined when the object has no such list. */
export async function includable(work: Work, at: Record<string, unknown>, field: string): Promise<object | undefined> {
  return LOADERS[String(at.object)]?.[field]?.(work, String(at.id));
}
