import { Client, QstashError, Receiver } from "@upstash/qstash";
import { z } from "zod";
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
export type Envelope = {
  eventId: string;
  name: string;
  storeId: string | null;
  payload: unknown;
  /** Set on a replay: the dead letter that this delivery settles. */
  deadLetterId?: string;
};

/** The queue answered that it will not take a message as it is (4xx): sending it again changes nothing. */
export class QueueRefusal extends Error {}

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

/**
 * Publishes messages in one request. Throws when the queue does not accept them within twenty seconds, a `QueueRefusal` when it never will; then none
 * counts as published.
 */
export async function publish(messages: Message[]): Promise<void> {
  if (messages.length === 0) return;
  try {
    await inTime(queue().batchJSON(messages.map(toRequest)));
  } catch (error) {
    throw isRefusal(error) ? new QueueRefusal(error.message, { cause: error }) : error;
  }
}

/** The client waits for an answer for ever; a claim of the outbox does not. */
const answerTimeoutMs = 20_000;

async function inTime<Value>(asked: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the queue did not answer in time")), answerTimeoutMs);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

function toRequest(message: Message) {
  return {
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
  };
}

/** A wrong token, a path that is not there and a limit of calls say nothing about the message. */
const notAboutTheMessage = [401, 403, 404, 408, 425, 429];

function isRefusal(error: unknown): error is QstashError {
  if (!(error instanceof QstashError) || error.status === undefined) return false;
  return error.status >= 400 && error.status < 500 && !notAboutTheMessage.includes(error.status);
}

/** One failed try of a message, as the queue remembers it. Status 0: no answer came. */
export type FailedAttempt = { at: Date; status: number; body: string };

/** The failed tries of a message, oldest first, from the queue's own log. */
export async function listFailedAttempts(messageId: string): Promise<FailedAttempt[]> {
  const { logs } = await queue().logs({ messageIds: [messageId], count: 100 });
  return logs
    .filter(({ state }) => state === "ERROR")
    .map((entry) => ({ at: new Date(entry.time), ...answerOf(entry) }))
    .sort((left, right) => left.at.getTime() - right.at.getTime());
}

const loggedAnswer = z.object({ responseStatus: z.number().catch(0), responseBody: z.string().catch("") });

function answerOf(entry: unknown): { status: number; body: string } {
  const { responseStatus, responseBody } = loggedAnswer.parse(entry);
  return { status: responseStatus, body: responseBody };
}

/** The consumers that the clock calls by itself, by the cron of each. */
export const schedules = [
  { consumer: "sweep", cron: "* * * * *" },
  { consumer: "sweep-search", cron: "* * * * *" },
  { consumer: "plan-reconciliations", cron: "7 * * * *" },
] as const;

/** Creates or renews the schedules: the outbox, overdue timers and search indexes each minute, the comparisons with gateways' books each hour. */
export async function createSchedules(): Promise<void> {
  for (const { consumer, cron } of schedules) {
    await queue().schedules.create({
      scheduleId: consumer,
      destination: doorOf(consumer),
      cron,
      body: JSON.stringify({ name: "clock.ticked", storeId: null, payload: {} }),
      headers: { "Content-Type": "application/json" },
      retries: 0,
    });
  }
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
