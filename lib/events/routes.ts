import { env } from "@/lib/env";
import type { EventName } from "./events";

/**
 * Deliveries of one store at the same time, by kind of work: what is above the number waits and nobody waits behind it. Neither does a
 * store's import hold up its payments, nor can a store, with all its lanes full, take more than half of the local queue's places.
 */
export const lanes = {
  catalog: 30,
  search: 2,
  rebuild: 1,
  orders: 6,
  mail: 3,
  import: 1,
  images: 3,
  reconciliation: 1,
  domains: 2,
} as const;

export type Lane = keyof typeof lanes;

/** How an event reaches one consumer. Direct delivery is an event with one route; fan-out is several. */
export type Route = {
  consumer: string;
  event: EventName;
  /** Attempts after the first. */
  retries: number;
  /** Seconds that one delivery may take. */
  timeoutSeconds: number;
  /** Back-off in ms over `retried`, in QStash's expression language; QStash's own when absent. */
  retryDelay?: string;
  /** One store's messages of a lane are bounded together. Work of the platform, and of the clock, has none. */
  lane?: Lane;
  /** Delivered only in an installation where this service is set up. */
  onlyWith?: "ALGOLIA_APP_ID";
  /** About money: a person who replays it asks the gateway before it is sent, and it is not sent while the gateway is silent. */
  asksGatewayFirst?: true;
};

const quick = "min(60000, 500 * pow(2, retried))";
const patient = "min(3600000, 5000 * pow(3, retried))";

const pushed = { retries: 8, timeoutSeconds: 60, retryDelay: patient, lane: "search", onlyWith: "ALGOLIA_APP_ID" } as const;

/** The search service follows the catalogue beside the index in Postgres, with retries of its own. */
const pushes = [
  { event: "product.changed", consumer: "push-product", ...pushed },
  { event: "product.deleted", consumer: "push-deleted-product", ...pushed },
  { event: "collection.changed", consumer: "push-collection", ...pushed },
  { event: "stock.changed", consumer: "push-stock", ...pushed },
] as const satisfies readonly Route[];

/** Every consumer of the system: one list to read. A consumer is named once, so that its mark and its dead letters are its own. */
export const routes = [
  { event: "signup.paid", consumer: "provision-store", retries: 8, timeoutSeconds: 60, retryDelay: quick },
  { event: "store.provisioned", consumer: "send-welcome-mail", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "store.changed", consumer: "refresh-store", retries: 5, timeoutSeconds: 30, retryDelay: quick, lane: "catalog" },
  { event: "product.changed", consumer: "index-product", retries: 8, timeoutSeconds: 30, retryDelay: quick, lane: "catalog" },
  { event: "product.changed", consumer: "refresh-product", retries: 5, timeoutSeconds: 30, retryDelay: quick, lane: "catalog" },
  { event: "product.deleted", consumer: "unindex-product", retries: 8, timeoutSeconds: 30, retryDelay: quick, lane: "catalog" },
  { event: "product.deleted", consumer: "refresh-deleted-product", retries: 5, timeoutSeconds: 30, retryDelay: quick, lane: "catalog" },
  { event: "collection.changed", consumer: "index-collection", retries: 8, timeoutSeconds: 60, retryDelay: quick, lane: "catalog" },
  { event: "collection.changed", consumer: "refresh-collection", retries: 5, timeoutSeconds: 30, retryDelay: quick, lane: "catalog" },
  { event: "stock.changed", consumer: "index-stock", retries: 8, timeoutSeconds: 60, retryDelay: quick, lane: "catalog" },
  { event: "stock.changed", consumer: "refresh-stock", retries: 5, timeoutSeconds: 30, retryDelay: quick, lane: "catalog" },
  ...pushes,
  { event: "search.rebuild_asked", consumer: "rebuild-search", retries: 4, timeoutSeconds: 300, retryDelay: quick, lane: "rebuild" },
  { event: "import.started", consumer: "run-import", retries: 5, timeoutSeconds: 300, retryDelay: quick, lane: "import" },
  { event: "import.image_listed", consumer: "fetch-image", retries: 2, timeoutSeconds: 60, retryDelay: quick, lane: "images" },
  { event: "order.placed", consumer: "mail-order-placed", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "order.paid", consumer: "mail-order-paid", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "order.paid", consumer: "count-sales", retries: 8, timeoutSeconds: 30, retryDelay: quick, lane: "orders" },
  { event: "order.cancelled", consumer: "mail-order-cancelled", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "order.expired", consumer: "mail-order-expired", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "order.shipped", consumer: "mail-order-shipped", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "order.refunded", consumer: "mail-order-refunded", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "refund.failed", consumer: "mail-refund-failed", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "dispute.opened", consumer: "mail-dispute-opened", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "payment.failed", consumer: "mail-payment-failed", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  {
    event: "payment.poll_due",
    consumer: "poll-payment",
    retries: 5,
    timeoutSeconds: 60,
    retryDelay: quick,
    lane: "orders",
    asksGatewayFirst: true,
  },
  {
    event: "payment.notice_received",
    consumer: "settle-notice",
    retries: 8,
    timeoutSeconds: 60,
    retryDelay: quick,
    lane: "orders",
    asksGatewayFirst: true,
  },
  {
    event: "order.hold_ended",
    consumer: "expire-order",
    retries: 8,
    timeoutSeconds: 60,
    retryDelay: quick,
    lane: "orders",
    asksGatewayFirst: true,
  },
  {
    event: "reconciliation.requested",
    consumer: "reconcile-account",
    retries: 4,
    timeoutSeconds: 600,
    retryDelay: patient,
    lane: "reconciliation",
  },
  { event: "billing.notice_received", consumer: "apply-billing-notice", retries: 8, timeoutSeconds: 60, retryDelay: quick },
  { event: "member.registered", consumer: "mail-verify-address", retries: 6, timeoutSeconds: 30, retryDelay: patient },
  { event: "member.invited", consumer: "mail-invitation", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "password.reset_requested", consumer: "mail-password-reset", retries: 6, timeoutSeconds: 30, retryDelay: patient },
  { event: "dead_letters.appeared", consumer: "mail-dead-letters", retries: 6, timeoutSeconds: 30, retryDelay: patient },
  { event: "domain.check_due", consumer: "check-domain", retries: 5, timeoutSeconds: 60, retryDelay: patient, lane: "domains" },
  { event: "domain.notice_due", consumer: "mail-domain-notice", retries: 6, timeoutSeconds: 30, retryDelay: patient, lane: "mail" },
  { event: "clock.ticked", consumer: "sweep", retries: 0, timeoutSeconds: 60 },
  { event: "clock.ticked", consumer: "sweep-search", retries: 0, timeoutSeconds: 60 },
  { event: "clock.ticked", consumer: "plan-reconciliations", retries: 0, timeoutSeconds: 60 },
] as const satisfies readonly Route[];

export type ConsumerName = (typeof routes)[number]["consumer"];
/** Consumers of money, of whose messages the gateway is asked before a replay. */
export type PaymentConsumer = Extract<(typeof routes)[number], { asksGatewayFirst: true }>["consumer"];
/** The event that a consumer takes. */
export type EventOf<Name extends ConsumerName> = Extract<(typeof routes)[number], { consumer: Name }>["event"];

/** The routes that are delivered in this installation. */
export function activeRoutes(): Route[] {
  const all: readonly Route[] = routes;
  return all.filter(({ onlyWith }) => !onlyWith || env()[onlyWith] !== undefined);
}

/** The routes of an event, one message each. */
export function routesOf(event: string): Route[] {
  return activeRoutes().filter((route) => route.event === event);
}

/** The route of a consumer, or null. */
export function findRoute(consumer: string): (Route & { consumer: ConsumerName }) | null {
  return routes.find((route) => route.consumer === consumer) ?? null;
}
