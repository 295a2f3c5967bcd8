import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { eventSchemas } from "@/lib/events/events";
import { messageFor } from "@/lib/events/messages";
import { type Message, publish } from "@/lib/events/queue";
import { lanes, type Route, routes } from "@/lib/events/routes";
import { DEFAULT_CONCURRENCY } from "@/local/queue/options";
import type { Delivery, Endpoint } from "@/tests/contract/queue/destination";
import { openQueue, type TestQueue, TOKEN } from "@/tests/contract/queue/harness";

const flooding = newId();
const other = newId();
/** Of every consumer: more of each lane than it lets through. */
const flood = 8;
const all: readonly Route[] = routes;
const ofStores = all.filter(({ lane }) => lane !== undefined);
const atOnce = Object.values(lanes).reduce((sum: number, count) => sum + count, 0);

let queue: TestQueue;
let release = () => {};
beforeAll(async () => {
  queue = await openQueue();
  Object.assign(process.env, { QSTASH_URL: queue.server.url, QSTASH_TOKEN: TOKEN, EVENTS_URL: queue.destination.origin });
});
afterAll(() => queue.close());

const storeOf = ({ body }: Delivery): string => JSON.parse(body.toString()).storeId;
const of = (endpoint: Endpoint, storeId: string) => endpoint.deliveries.filter((delivery) => storeOf(delivery) === storeId);

/** The doors of all consumers of stores. Deliveries of the flooding store get no answer until they are released. */
function openDoors(): Map<Route, Endpoint> {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const answer = async (delivery: Delivery) => {
    if (storeOf(delivery) === flooding) await released;
    return { status: 200 };
  };
  return new Map(ofStores.map((route) => [route, queue.destination.endpoint(answer, `/api/events/${route.consumer}`)]));
}

/** One message to every consumer of a store. */
function toEveryone(storeId: string): Message[] {
  return ofStores.map((route) =>
    messageFor(route, { eventId: newId(), name: route.event, storeId, payload: {} }, { deduplicationId: newId(), notBefore: null }),
  );
}

function underWay(doors: Map<Route, Endpoint>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [{ lane = "" }, endpoint] of doors) counts[lane] = (counts[lane] ?? 0) + of(endpoint, flooding).length;
  return counts;
}

it("bounds every message of a store", () => {
  const unbounded = all.filter(({ event, lane }) => "storeId" in eventSchemas[event].shape && lane === undefined);
  expect(unbounded).toEqual([]);
});

it("leaves half of the queue's places to others, whatever a store has under way", () => {
  expect(atOnce).toBeLessThanOrEqual(DEFAULT_CONCURRENCY / 2);
});

it("one store's flood of every kind of message, however slow its deliveries are, does not hold up another store's", async () => {
  const doors = openDoors();
  for (let sent = 0; sent < flood; sent += 1) await publish(toEveryone(flooding));
  await expect.poll(() => underWay(doors)).toEqual(lanes);

  await publish(toEveryone(other));
  for (const endpoint of doors.values()) await expect.poll(() => of(endpoint, other).length).toBe(1);
  expect(underWay(doors)).toEqual(lanes);

  release();
  for (const endpoint of doors.values()) await expect.poll(() => of(endpoint, flooding).length).toBe(flood);
});
