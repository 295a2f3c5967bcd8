import type { StoreId } from "@/lib/core/ids";
import { minuteMs } from "@/lib/core/time";

type Keyed = { orderId: string; attemptNo: number };

/**
 * The idempotency key of an act that asks first whether it is still to be done: cancelling, and taking money that is held. One key
 * for the tries of a minute, so that a double click is one act, and then a new one: gateways answer a key with its first outcome
 * for a day, also where that was trouble of their own. Charging never takes such a key: its outcome is found by our reference.
 */
export function actKey(storeId: StoreId, { orderId, attemptNo }: Keyed, act: "cancel" | "capture", now: Date = new Date()): string {
  return `${storeId}:${orderId}:${attemptNo}:${act}:${Math.floor(now.getTime() / minuteMs)}`;
}
