import { z } from "zod";
import { endSubscription, hasEnded } from "@/local/stripe/billing/subscription-states";
import { emit } from "@/local/stripe/emit";
import { type Route, route } from "@/local/stripe/http/route";
import { customers, deletedCustomers, subscriptions } from "@/local/stripe/stored";
import { needLocked, type Work } from "@/local/stripe/work";

export const customerDeletionRoute: Route = route({
  at: "DELETE /v1/customers/{id}",
  params: z.strictObject({}),
  run: (work, _params, id) => deleteCustomer(work, id),
});

/** Deletes a customer and ends all their subscriptions at once. */
async function deleteCustomer(work: Work, id: string): Promise<object> {
  const customer = await needLocked(work, customers, id);
  for (const subscription of await work.shelf.list(subscriptions, { where: { customer: id } })) {
    if (!hasEnded(subscription)) await endSubscription(work, subscription, "cancellation_requested");
  }
  const deleted = { id, object: "customer", deleted: true } as const;
  await work.shelf.remove(customers, id);
  await work.shelf.put(deletedCustomers, id, deleted);
  await emit(work, "customer.deleted", customer);
  return deleted;
}
