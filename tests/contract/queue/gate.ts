import { expect } from "vitest";
import type { Endpoint, Reply } from "@/tests/contract/queue/destination";
import type { TestQueue } from "@/tests/contract/queue/harness";

/** A destination whose requests stay open until the test lets them go, the oldest first. */
export type Gate = { endpoint: Endpoint; letGo(reply?: Reply): Promise<void>; open(): number };

/** Opens a gate of its own on the queue's destination. */
export function openGate(queue: TestQueue): Gate {
  const held: ((reply: Reply) => void)[] = [];
  const endpoint = queue.destination.endpoint(() => new Promise<Reply>((resolve) => held.push(resolve)));
  return {
    endpoint,
    open: () => held.length,
    letGo: async (reply = {}) => {
      await expect.poll(() => held.length, { interval: 5 }).toBeGreaterThan(0);
      held.shift()?.(reply);
    },
  };
}

/** Resolves when a message published after everything else has been delivered: whatever could start has started. */
export async function settled(queue: TestQueue): Promise<void> {
  const probe = queue.destination.endpoint();
  for (let sent = 1; sent <= 3; sent += 1) {
    await queue.client.publish({ url: probe.url });
    await probe.arrived(sent);
  }
}

/** What was delivered to an endpoint, in the order of arrival. */
export function bodiesAt(endpoint: Endpoint): string[] {
  return endpoint.deliveries.map((delivery) => delivery.body.toString());
}

/** Resolves when a message has as many events of a state in its log. */
export async function logged(queue: TestQueue, messageId: string, state: string, count = 1): Promise<void> {
  const find = async (): Promise<number> =>
    (await queue.client.logs({ filter: { messageId } })).logs.filter((log) => String(log.state) === state).length;
  await expect.poll(find, { timeout: 30_000, interval: 10 }).toBe(count);
}
