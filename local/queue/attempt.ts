import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import type { QueueContext } from "@/local/queue/context";
import { openDeadline } from "@/local/queue/deadline";
import type { MessageRow } from "@/local/queue/messages";
import { isAllowed } from "@/local/queue/rules/destination";
import type { Answer } from "@/local/queue/rules/outcome";
import { signDelivery } from "@/local/queue/signing";

const CONNECT_TIMEOUT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 1_048_576;
const REGION = "EU-CENTRAL-1";

/** `localhost` and its sub-domains are this machine (RFC 6761), which Node's own resolver does not know of the latter. */
const localLookup: LookupFunction = (hostname, options, callback) => {
  if (hostname !== "localhost" && !hostname.endsWith(".localhost")) return lookup(hostname, options, callback);
  if (options.all) return callback(null, [{ address: "127.0.0.1", family: 4 }]);
  return callback(null, "127.0.0.1", 4);
};

/** The connections that deliveries go through. The attempt's own time-out rules; redirects are answers, never followed. */
export function openDispatcher(): Dispatcher {
  return new Agent({ connect: { lookup: localLookup, timeout: CONNECT_TIMEOUT_MS }, headersTimeout: 0, bodyTimeout: 0 });
}

/** What an attempt needs of a running server. */
export type AttemptContext = Pick<QueueContext, "allowed" | "closing" | "keys" | "longestAttemptMs">;

async function deliveryHeaders(context: AttemptContext, message: MessageRow): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    "User-Agent": "Upstash-QStash",
    ...message.settings.headers,
    "Upstash-Message-Id": message.id,
    "Upstash-Retried": String(message.retried),
    "Upstash-Signature": await signDelivery(context.keys.keys().current, message.url, message.body),
    "Upstash-Caller-Ip": message.caller_ip,
    "Upstash-Region": REGION,
  };
  if (message.topic !== null) headers["Upstash-Topic-Name"] = message.topic;
  if (message.schedule_id !== null) headers["Upstash-Schedule-Id"] = message.schedule_id;
  return headers;
}

async function readBody(body: Dispatcher.ResponseData["body"]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= LARGEST_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, LARGEST_ANSWER_BYTES);
}

function listed(headers: Dispatcher.ResponseData["headers"]): Record<string, string[]> {
  const entries = Object.entries(headers).map(([name, value]): [string, string[]] => [name.toLowerCase(), [value ?? []].flat()]);
  return Object.fromEntries(entries);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "The destination did not answer in time.";
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/**
 * Calls the message's destination once. Its answer is returned whatever its status, up to 1 MB of body; a connection that
 * fails or takes longer than the message's time-out is an `error`. Null when the server closes meanwhile: such an attempt does not count.
 */
export async function attempt(context: AttemptContext, dispatcher: Dispatcher, message: MessageRow): Promise<Answer | null> {
  if (!isAllowed(message.url, context.allowed)) return { kind: "error", error: "This destination is not allowed." };

  const timeoutMs = Math.min(message.settings.timeoutMs ?? context.longestAttemptMs, context.longestAttemptMs);
  const deadline = openDeadline(timeoutMs, context.closing);
  try {
    const response = await request(message.url, {
      dispatcher,
      method: message.settings.method,
      headers: await deliveryHeaders(context, message),
      body: message.body.length > 0 ? message.body : null,
      signal: deadline.signal,
    });
    return { kind: "response", status: response.statusCode, headers: listed(response.headers), body: await readBody(response.body) };
  } catch (error) {
    return context.closing.aborted ? null : { kind: "error", error: reasonOf(error) };
  } finally {
    deadline.release();
  }
}
