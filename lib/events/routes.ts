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

/**
 * Back-offs, each with the retries that make it outlast an ordinary outage. Quick: soon at first, for what somebody waits for, and
 * over an hour in all · patient: for what speaks to somebody else's service, an hour and a half in all · brief: for what a merchant
 * watches, ten minutes · `rebuild`: a re-index that was killed is taken up after two minutes of silence at the earliest.
 */
const quick = { retries: 14, retryDelay: "min(900000, 500 * pow(2, retried))" } as const;
const patient = { retries: 7, retryDelay: "min(3600000, 5000 * pow(3, retried))" } as const;
const brief = { retries: 5, retryDelay: patient.retryDelay } as const;
const rebuild = { retries: 5, retryDelay: "150000 * pow(2, retried)" } as const;

const pushed = { ...patient, retries: 8, timeoutSeconds: 60, lane: "search", onlyWith: "ALGOLIA_APP_ID" } as const;
const mailed = { ...patient, timeoutSeconds: 30, lane: "mail" } as const;
const ofCatalog = { ...quick, timeoutSeconds: 30, lane: "catalog" } as const;
const aboutMoney = { ...quick, timeoutSeconds: 60, lane: "orders", asksGatewayFirst: true } as const;

/** The search service follows the catalogue beside the index in Postgres, with retries of its own. */
const pushes = [
  { event: "product.changed", consumer: "push-product", ...pushed },
  { event: "product.deleted", consumer: "push-deleted-product", ...pushed },
  { event: "collection.changed", consumer: "push-collection", ...pushed },
  { event: "stock.changed", consumer: "push-stock", ...pushed },
] as const satisfies readonly Route[];

/** Every consumer of the system: one list to read. A consumer is named once, so that its mark and its dead letters are its own. */
export const routes = [
  { event: "signup.paid", consumer: "provision-store", ...quick, timeoutSeconds: 60 },
  { event: "store.provisioned", consumer: "send-welcome-mail", ...mailed },
  { event: "store.changed", consumer: "refresh-store", ...ofCatalog },
  { event: "product.changed", consumer: "index-product", ...ofCatalog },
  { event: "product.changed", consumer: "refresh-product", ...ofCatalog },
  { event: "product.deleted", consumer: "unindex-product", ...ofCatalog },
  { event: "product.deleted", consumer: "refresh-deleted-product", ...ofCatalog },
  { event: "collection.changed", consumer: "index-collection", ...ofCatalog, timeoutSeconds: 60 },
  { event: "collection.changed", consumer: "refresh-collection", ...ofCatalog },
  { event: "stock.changed", consumer: "index-stock", ...ofCatalog, timeoutSeconds: 60 },
  { event: "stock.changed", consumer: "refresh-stock", ...ofCatalog },
  ...pushes,
  { event: "search.rebuild_asked", consumer: "rebuild-search", ...rebuild, timeoutSeconds: 300, lane: "rebuild" },
  { event: "import.started", consumer: "run-import", ...brief, timeoutSeconds: 300, lane: "import" },
  { event: "import.image_listed", consumer: "fetch-image", ...brief, timeoutSeconds: 60, lane: "images" },
  { event: "order.placed", consumer: "mail-order-placed", ...mailed },
  { event: "order.paid", consumer: "mail-order-paid", ...mailed },
  { event: "order.paid", consumer: "mail-order-sold", ...mailed },
  { event: "order.paid", consumer: "count-sales", ...quick, timeoutSeconds: 30, lane: "orders" },
  { event: "order.cancelled", consumer: "mail-order-cancelled", ...mailed },
  { event: "order.expired", consumer: "mail-order-expired", ...mailed },
  { event: "order.shipped", consumer: "mail-order-shipped", ...mailed },
  { event: "order.refunded", consumer: "mail-order-refunded", ...mailed },
  { event: "order.authorized", consumer: "mail-order-authorized", ...mailed },
  { event: "order.capture_due", consumer: "mail-capture-due", ...mailed },
  { event: "order.flagged", consumer: "mail-order-flagged", ...mailed },
  { event: "refund.failed", consumer: "mail-refund-failed", ...mailed },
  { event: "dispute.opened", consumer: "mail-dispute-opened", ...mailed },
  { event: "payment.failed", consumer: "mail-payment-failed", ...mailed },
  { event: "payment.refused_late", consumer: "count-late-refusal", ...quick, timeoutSeconds: 30, lane: "orders" },
  { event: "payment.poll_due", consumer: "poll-payment", ...aboutMoney },
  { event: "payment.notice_received", consumer: "settle-notice", ...aboutMoney },
  { event: "order.hold_ended", consumer: "expire-order", ...aboutMoney },
  { event: "reconciliation.requested", consumer: "reconcile-account", ...patient, timeoutSeconds: 600, lane: "reconciliation" },
  { event: "billing.notice_received", consumer: "apply-billing-notice", ...quick, timeoutSeconds: 60 },
  { event: "member.registered", consumer: "mail-verify-address", ...patient, timeoutSeconds: 30 },
  { event: "member.invited", consumer: "mail-invitation", ...mailed },
  { event: "password.reset_requested", consumer: "mail-password-reset", ...patient, timeoutSeconds: 30 },
  { event: "dead_letters.appeared", consumer: "mail-dead-letters", ...patient, timeoutSeconds: 30 },
  { event: "domain.check_due", consumer: "check-domain", ...brief, timeoutSeconds: 60, lane: "domains" },
  { event: "domain.notice_due", consumer: "mail-domain-notice", ...mailed },
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
