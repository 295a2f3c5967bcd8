import { setTimeout as wait } from "node:timers/promises";
import type { FaultEffect, Struck } from "@/local/sandbox/faults";
import { ApiError } from "@/local/stripe/errors";

export const REQUEST_FAULTS = [
  "refuse",
  "delay",
  "fail_before",
  "timeout_after",
  "fail_after",
  "wrong_amount",
  "unknown_status",
  "fail_later",
  "authenticate",
  "notice_first",
] as const satisfies readonly FaultEffect["kind"][];

export async function delayByFault({ delay }: Struck): Promise<void> {
  if (delay) await wait(delay.ms);
}

/** What is answered before anything is performed, and whether it stays under the request's key. */
export function failureByFault({ fail_before: broken, refuse }: Struck): { error: ApiError; keep: boolean } | null {
  if (broken) return { error: outageBefore(broken.status), keep: broken.keep === true };
  if (!refuse) return null;
  const { status, code, message = "The request was refused by a fault of the sandbox.", keep } = refuse;
  const body = { type: status === 402 ? "card_error" : "invalid_request_error", message, ...(code ? { code } : {}) } as const;
  return { error: new ApiError(status, body), keep: keep === true };
}

/** The server error that is answered before anything is performed. */
export function outageBefore(status: number): ApiError {
  return serverError(status, "before");
}

/** The server error that is answered although everything was performed. */
export function outageAfter(status: number): ApiError {
  return serverError(status, "after");
}

/** The faults that strike after everything was performed and committed. */
export async function answerWithFaults(struck: Struck, answer: Response, signal: AbortSignal): Promise<Response> {
  if (struck.fail_after) throw serverError(struck.fail_after.status, "after");
  if (!struck.timeout_after) return answer;

  await wait(struck.timeout_after.ms, undefined, { signal }).catch(() => undefined);
  throw serverError(504, "after");
}

function serverError(status: number, when: "before" | "after"): ApiError {
  return new ApiError(status, { type: "api_error", message: `A fault of the sandbox struck ${when} the request was performed.` });
}
