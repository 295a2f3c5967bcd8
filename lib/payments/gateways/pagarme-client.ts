import { z } from "zod";

/** Where the API answers and how long an answer may take. */
export type PagarmeOptions = { apiBase: string; timeoutMs?: number };

export type PagarmeCall = {
  method: "GET" | "POST" | "DELETE";
  path: string;
  secretKey: string;
  body?: unknown;
  idempotencyKey?: string;
};

/** What came of a call. `unknown`: no readable answer, so it may have been performed. */
export type PagarmeReply =
  | { kind: "ok"; body: unknown }
  | { kind: "refused"; status: number; message: string; fields: string[] }
  | { kind: "unknown"; detail: string };

const DEFAULT_TIMEOUT_MS = 20_000;
/** Answers that say nothing about whether the request was performed: conflict with itself, too early, too many, server trouble. */
const UNDECIDED = new Set([408, 409, 425, 429]);

const refusalBody = z
  .object({ message: z.string().catch(""), errors: z.record(z.string(), z.unknown()).catch({}) })
  .catch({ message: "", errors: {} });

/**
 * One call of the Core API v5, over the network once: no retries here, the caller's poller asks again.
 * Refusals carry the vendor's sentence and the names of the fields, never the values (they are personal data).
 */
export async function callPagarme({ apiBase, timeoutMs = DEFAULT_TIMEOUT_MS }: PagarmeOptions, call: PagarmeCall): Promise<PagarmeReply> {
  try {
    const response = await fetch(`${apiBase}${call.path}`, {
      method: call.method,
      headers: headersOf(call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
      cache: "no-store",
    });
    return replyOf(response.status, await response.text());
  } catch (error) {
    return { kind: "unknown", detail: error instanceof Error ? error.name : "network" };
  }
}

function headersOf(call: PagarmeCall): Record<string, string> {
  return {
    accept: "application/json",
    authorization: `Basic ${Buffer.from(`${call.secretKey}:`).toString("base64")}`,
    ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    ...(call.idempotencyKey === undefined ? {} : { "idempotency-key": call.idempotencyKey }),
  };
}

function replyOf(status: number, text: string): PagarmeReply {
  if (status >= 500 || UNDECIDED.has(status)) return { kind: "unknown", detail: `HTTP ${status}` };

  const body = parsed(text);
  if (status >= 200 && status < 300) return body === undefined ? { kind: "unknown", detail: "unreadable answer" } : { kind: "ok", body };

  const { message, errors } = refusalBody.parse(body);
  return { kind: "refused", status, message, fields: Object.keys(errors) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
