import { backOffMs } from "@/local/queue/rules/back-off";
import { type ResponseHeaders, readRetryAfterMs } from "@/local/queue/rules/retry-after";
import { parseRetryDelay } from "@/local/queue/rules/retry-delay";

const NON_RETRYABLE_STATUS = 489;
const MAX_WAIT_MS = 365 * 86_400_000;

/** What the destination answered, or why it could not be asked. */
export type Answer = { kind: "response"; status: number; headers: ResponseHeaders; body: Buffer } | { kind: "error"; error: string };

/** What becomes of a message after one attempt. */
export type Outcome = { kind: "delivered" } | { kind: "retry"; waitMs: number } | { kind: "failed" };

/** The facts the decision rests on. `retried` counts the retries already made, this attempt included. */
export type Attempted = { answer: Answer; retried: number; maxRetries: number; retryDelay: string | null; nowMs: number };

/** Whether the destination took the message. */
export function isSuccess(answer: Answer): boolean {
  return answer.kind === "response" && answer.status >= 200 && answer.status < 300;
}

function isNonRetryable(answer: Answer): boolean {
  return (
    answer.kind === "response" &&
    answer.status === NON_RETRYABLE_STATUS &&
    answer.headers["upstash-nonretryable-error"]?.[0]?.toLowerCase() === "true"
  );
}

function customWaitMs(expression: string | null, retried: number): number | null {
  if (expression === null) return null;
  const parsed = parseRetryDelay(expression);
  const waitMs = parsed.ok ? parsed.value(retried) : Number.NaN;
  return Number.isFinite(waitMs) ? Math.min(MAX_WAIT_MS, Math.max(0, Math.round(waitMs))) : null;
}

/**
 * Delivered on 2xx; failed on 489 with `Upstash-NonRetryable-Error: true` or when the retries are spent; otherwise retried
 * after what the destination asks for, else the message's own expression, else the back-off (also when the expression
 * yields no number). Source: QStash's retry guide.
 */
export function decideOutcome(attempted: Attempted): Outcome {
  const { answer, retried, maxRetries } = attempted;
  if (isSuccess(answer)) return { kind: "delivered" };
  if (isNonRetryable(answer) || retried >= maxRetries) return { kind: "failed" };

  const askedMs = answer.kind === "response" ? readRetryAfterMs(answer.headers, attempted.nowMs) : null;
  return { kind: "retry", waitMs: askedMs ?? customWaitMs(attempted.retryDelay, retried) ?? backOffMs(retried + 1) };
}
