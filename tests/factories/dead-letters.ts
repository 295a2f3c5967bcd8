import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import type { LetterFilter } from "@/lib/events/dead-letters";
import { receiveFailure } from "@/lib/events/receive-failure";
import type { StoreView } from "@/lib/stores/types";

/** All that is open. */
export const openFilter: LetterFilter = { state: "open", consumers: [], causes: [], since: null, until: null };

export type FailureWish = {
  eventId?: string;
  consumer?: string;
  name?: string;
  payload?: object;
  status?: number;
  /** What the application answered. */
  answer?: unknown;
  retried?: number;
  messageId?: string;
};

const base64 = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64");

/** The callback that the queue sends when it gives up on a message: a changed product that could not be indexed, unless said otherwise. */
export function callbackOf(storeId: string | null, wish: FailureWish = {}) {
  const {
    eventId = newId(),
    consumer = "index-product",
    name = "product.changed",
    status = 500,
    answer = "",
    retried = 5,
    messageId = "msg_1",
  } = wish;
  const payload = wish.payload ?? { storeId, productId: newId(), version: 1 };
  return {
    status,
    body: base64(answer),
    retried,
    sourceMessageId: messageId,
    url: `http://localhost:3000/api/events/${consumer}`,
    sourceBody: base64({ eventId, name, storeId, payload }),
  };
}

/** A dead letter of the store, made the way the queue makes it; gives its id. */
export async function letterOf(store: StoreView, wish: FailureWish = {}): Promise<string> {
  const { eventId = newId(), consumer = "index-product" } = wish;
  const received = await receiveFailure(callbackOf(store.id, { ...wish, eventId }));
  if (!received.ok) throw new Error(received.code);
  const where = { consumer_eventId: { consumer, eventId } };
  return (await withPlatform((tx) => tx.deadLetter.findUniqueOrThrow({ where, select: { id: true } }))).id;
}
