import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { messageFor } from "@/lib/events/messages";
import { type Message, publish } from "@/lib/events/queue";
import { type Route, routesOf } from "@/lib/events/routes";
import type { Delivery, Endpoint } from "@/tests/contract/queue/destination";
import { openQueue, type TestQueue, TOKEN } from "@/tests/contract/queue/harness";

const flood = 200;
const flooding = newId();
const other = newId();

let queue: TestQueue;
let release = () => {};
beforeAll(async () => {
  queue = await openQueue();
  Object.assign(process.env, { QSTASH_URL: queue.server.url, QSTASH_TOKEN: TOKEN, EVENTS_URL: queue.destination.origin });
});
afterAll(() => queue.close());

const storeOf = ({ body }: Delivery): string => JSON.parse(body.toString()).storeId;
const of = (endpoint: Endpoint, storeId: string) => endpoint.deliveries.filter((delivery) => storeOf(delivery) === storeId);

/** The doors of an event's consumers. Deliveries of the flooding store get no answer until they are released. */
function openDoors(routes: readonly Route[]): Map<string, Endpoint> {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const answer = async (delivery: Delivery) => {
    if (storeOf(delivery) === flooding) await released;
    return { status: 200 };
  };
  return new Map(routes.map(({ consumer }) => [consumer, queue.destination.endpoint(answer, `/api/events/${consumer}`)]));
}

function doorOf(doors: Map<string, Endpoint>, consumer: string): Endpoint {
  const door = doors.get(consumer);
  if (!door) throw new Error(`no door for ${consumer}`);
  return door;
}

function changed(routes: readonly Route[], storeId: string): Message[] {
  const body = { eventId: newId(), name: "product.changed", storeId, payload: { storeId, productId: newId(), version: 1 } };
  return routes.map((route) => messageFor(route, body, { deduplicationId: newId(), notBefore: null }));
}

it("one store's flood, however slow its deliveries are, does not hold up another store's", async () => {
  const routes = routesOf("product.changed");
  const doors = openDoors(routes);
  for (let sent = 0; sent < flood; sent += 50) await publish(Array.from({ length: 50 }, () => changed(routes, flooding)).flat());
  for (const { consumer, perStore = 0 } of routes) {
    await expect.poll(() => of(doorOf(doors, consumer), flooding).length, { timeout: 20_000 }).toBe(perStore);
  }

  await publish(changed(routes, other));
  for (const endpoint of doors.values()) await expect.poll(() => of(endpoint, other).length, { timeout: 20_000 }).toBe(1);
  for (const { consumer, perStore } of routes) expect(of(doorOf(doors, consumer), flooding)).toHaveLength(perStore ?? 0);

  release();
  for (const endpoint of doors.values()) await expect.poll(() => of(endpoint, flooding).length, { timeout: 60_000 }).toBe(flood);
}, 120_000);
