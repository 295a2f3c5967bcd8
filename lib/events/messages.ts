import type { Envelope, Message } from "./queue";
import { lanes, type Route } from "./routes";

/** The message for one consumer of an event, as its route says: retries, back-off, time-out, and one store's share. */
export function messageFor(route: Route, body: Envelope, options: { deduplicationId: string; notBefore: Date | null }): Message {
  return {
    consumer: route.consumer,
    body,
    ...options,
    retries: route.retries,
    timeoutSeconds: route.timeoutSeconds,
    ...(route.retryDelay ? { retryDelay: route.retryDelay } : {}),
    ...(route.lane && body.storeId ? { flowControl: { key: `${route.lane}.${body.storeId}`, parallelism: lanes[route.lane] } } : {}),
  };
}
