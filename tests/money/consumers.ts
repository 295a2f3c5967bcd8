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

/** The application's own consumers of money and stock; what mails, fetches and counts for others stands still. */
export function moneyConsumers(): Record<ConsumerName, Consumer> {
  const still = Object.fromEntries(routes.map(({ consumer }) => [consumer, nothing]));
  const running = Object.fromEntries(aboutMoney.map((name) => [name, consumers[name]]));
  // Both lists are made of the routes' own names.
  return { ...still, ...running } as Record<ConsumerName, Consumer>;
}
