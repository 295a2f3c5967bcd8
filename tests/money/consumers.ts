import { consumers } from "@/app/api/events/[consumer]/consumers";
import type { Consumer } from "@/lib/events/consume";
import { type ConsumerName, routes } from "@/lib/events/routes";

const aboutMoney: readonly ConsumerName[] = [
  "poll-payment",
  "settle-notice",
  "expire-order",
  "reconcile-account",
  "plan-reconciliations",
  "sweep",
  "count-sales",
  "index-product",
  "index-stock",
  "index-collection",
];

const nothing: Consumer = async () => "done";

/** Services that are down now. */
export type Outage = { index: boolean; queue: boolean; polls: boolean };

/** The application's own consumers of money and stock; what mails, fetches and counts for others stands still. */
export function moneyConsumers(outage: Outage): Record<ConsumerName, Consumer> {
  const still = Object.fromEntries(routes.map(({ consumer }) => [consumer, nothing]));
  const isDown = (name: ConsumerName) => (name.startsWith("index-") ? outage.index : name === "poll-payment" && outage.polls);
  const running = Object.fromEntries(aboutMoney.map((name) => [name, failing(consumers[name], () => isDown(name))]));
  // Both lists are made of the routes' own names.
  return { ...still, ...running } as Record<ConsumerName, Consumer>;
}

/** Does nothing while what it needs is down. */
function failing(consumer: Consumer, isDown: () => boolean): Consumer {
  return async (delivery) => {
    if (isDown()) throw new Error("what it needs answered 503");
    return consumer(delivery);
  };
}
