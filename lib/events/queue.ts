import { Client, Receiver } from "@upstash/qstash";
import { env } from "@/lib/env";

export type Message = {
  consumer: string;
  body: Envelope;
  deduplicationId: string;
  notBefore: Date | null;
  retries: number;
  timeoutSeconds: number;
  retryDelay?: string;
  flowControl?: { key: string; parallelism: number };
};

/** What travels: the event and its ids. */
export type Envelope = { eventId: string; name: string; storeId: string | null; payload: unknown };

let client: Client | undefined;

function queue(): Client {
  client ??= new Client({ baseUrl: env().QSTASH_URL, token: env().QSTASH_TOKEN, retry: false, enableTelemetry: false });
  return client;
}

/** The address of the one door for a consumer, as the queue reaches it. */
export function doorOf(consumer: string): string {
  return new URL(`/api/events/${consumer}`, env().EVENTS_URL ?? env().PLATFORM_URL).toString();
}

/** Where the queue tells that a message spent its retries. */
function failureDoor(): string {
  return new URL("/api/events/failed", env().EVENTS_URL ?? env().PLATFORM_URL).toString();
}

/** Publishes messages in one request. Throws when the queue does not accept them; then none counts as published. */
export async function publish(messages: Message[]): Promise<void> {
  if (messages.length === 0) return;
  await queue().batchJSON(
    messages.map((message) => ({
      url: doorOf(message.consumer),
      body: message.body,
      deduplicationId: message.deduplicationId,
      retries: message.retries,
      timeout: message.timeoutSeconds,
      failureCallback: failureDoor(),
      label: message.body.name.replaceAll(/[^a-zA-Z0-9_.-]/g, "-"),
      ...(message.notBefore ? { notBefore: Math.ceil(message.notBefore.getTime() / 1000) } : {}),
      ...(message.retryDelay ? { retryDelay: message.retryDelay } : {}),
      ...(message.flowControl ? { flowControl: message.flowControl } : {}),
    })),
  );
}

/** Creates or renews the schedule that sweeps the outbox and overdue timers each minute. */
export async function createSchedules(): Promise<void> {
  await queue().schedules.create({
    scheduleId: "sweep",
    destination: doorOf("sweep"),
    cron: "* * * * *",
    body: JSON.stringify({ name: "clock.ticked", storeId: null, payload: {} }),
    headers: { "Content-Type": "application/json" },
    retries: 0,
  });
}

/** Whether the raw body was signed by the queue for this address, with the current or the next key. */
export async function isSignedByQueue(signature: string | null, body: string, url: string): Promise<boolean> {
  if (!signature) return false;
  const receiver = new Receiver({ currentSigningKey: env().QSTASH_CURRENT_SIGNING_KEY, nextSigningKey: env().QSTASH_NEXT_SIGNING_KEY });
  try {
    return await receiver.verify({ signature, body, url, clockTolerance: 5 });
  } catch {
    return false;
  }
}
