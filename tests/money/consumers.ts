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
export type Outage = { index: boolean; queue: boolean };

/** The application's own consumers of money and stock; what mails, fetches and counts for others stands still. */
export function moneyConsumers(outage: Outage): Record<ConsumerName, Consumer> {
  const still = Object.fromEntries(routes.map(({ consumer }) => [consumer, nothing]));
  const running = Object.fromEntries(
    aboutMoney.map((name) => [name, name.startsWith("index-") ? failing(consumers[name], outage) : consumers[name]]),
  );
  // Both lists are made of the routes' own names.
  return { ...still, ...running } as Record<ConsumerName, Consumer>;
}

/** Writes nothing while the index is down, as a service that answers 503. */
function failing(consumer: Consumer, outage: Outage): Consumer {
  return async (delivery) => {
    if (outage.index) throw new Error("the index answered 503");
    return consumer(delivery);
  };
}
