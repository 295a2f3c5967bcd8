import { z } from "zod";
import { billChange, changeItems, type ItemChange, type Proration } from "@/local/stripe/billing/change";
import { saveChange } from "@/local/stripe/billing/subscription-states";
import { resourceMissing } from "@/local/stripe/errors";
import { expand, flag, integer, metadata, page, text } from "@/local/stripe/form";
import { listOf } from "@/local/stripe/http/lists";
import { type Route, route } from "@/local/stripe/http/route";
import { type Subscription, type SubscriptionItem, subscriptions } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const proration = z.enum(["create_prorations", "always_invoice", "none"]).optional();
const fields = {
  ...expand,
  metadata: metadata.optional(),
  price: text.optional(),
  quantity: integer.optional(),
  proration_behavior: proration,
};

export const subscriptionItemRoutes: Route[] = [
  route({
    at: "GET /v1/subscription_items",
    params: z.strictObject({ ...page, subscription: text }),
    run: async (work, { subscription }) =>
      listOf((await need(work, subscriptions, subscription, "subscription")).items.data, "/v1/subscription_items"),
  }),
  route({
    at: "GET /v1/subscription_items/{id}",
    params: z.strictObject(expand),
    run: async (work, _params, id) => (await findItem(work, id)).item,
  }),
  route({ at: "POST /v1/subscription_items", params: z.strictObject({ ...fields, subscription: text }), run: addItem }),
  route({ at: "POST /v1/subscription_items/{id}", params: z.strictObject(fields), run: updateItem }),
  route({
    at: "DELETE /v1/subscription_items/{id}",
    params: z.strictObject({ clear_usage: flag.optional(), proration_behavior: proration }),
    run: deleteItem,
  }),
];

async function findItem(work: Work, id: string): Promise<{ item: SubscriptionItem; subscription: Subscription }> {
  const subscription = await work.shelf.findBy(subscriptions, { items: { data: [{ id }] } });
  const item = subscription?.items.data.find((candidate) => candidate.id === id);
  if (!subscription || !item) throw resourceMissing("subscription_item", id);

  return { item, subscription };
}

async function addItem(
  work: Work,
  {
    subscription: id,
    expand: _expand,
    proration_behavior: mode,
    ...change
  }: ItemChange & { subscription: string; expand?: string[]; proration_behavior?: Proration },
): Promise<SubscriptionItem> {
  const before = await needLocked(work, subscriptions, id);
  const after = await apply(work, before, { change, mode });
  const added = after.items.data.find((item) => before.items.data.every((old) => old.id !== item.id));
  if (!added) throw new Error(`no item was added to ${id}`);
  return added;
}

async function updateItem(
  work: Work,
  { expand: _expand, proration_behavior: mode, ...change }: ItemChange & { expand?: string[]; proration_behavior?: Proration },
  id: string,
): Promise<SubscriptionItem> {
  const { subscription } = await findItem(work, id);
  await apply(work, await needLocked(work, subscriptions, subscription.id), { change: { ...change, id }, mode });
  return (await findItem(work, id)).item;
}

async function deleteItem(work: Work, { proration_behavior: mode }: { proration_behavior?: Proration }, id: string): Promise<object> {
  const { subscription } = await findItem(work, id);
  await apply(work, await needLocked(work, subscriptions, subscription.id), { change: { id, deleted: true }, mode });
  return { id, object: "subscription_item", deleted: true };
}

async function apply(
  work: Work,
  before: Subscription,
  { change, mode = "create_prorations" }: { change: ItemChange; mode?: Proration },
): Promise<Subscription> {
  const changed = await changeItems(work, before, [change]);
  const after = { ...before, items: { ...before.items, data: changed.items } };
  await saveChange(work, before, after);
  await billChange(work, after, { changed, proration: mode });
  return after;
}
