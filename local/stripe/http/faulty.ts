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
  "notice_first",
] as const satisfies readonly FaultEffect["kind"][];

/** The faults that strike before anything is performed. */
export async function refuseByFault(struck: Struck): Promise<void> {
  await delayByFault(struck);
  if (!struck.refuse) return;

  const { status, code, message = "The request was refused by a fault of the sandbox." } = struck.refuse;
  throw new ApiError(status, { type: status === 402 ? "card_error" : "invalid_request_error", message, ...(code ? { code } : {}) });
}

/** Lateness, and server errors before anything is performed. */
export async function delayByFault(struck: Struck): Promise<void> {
  if (struck.delay) await wait(struck.delay.ms);
  if (struck.fail_before) throw serverError(struck.fail_before.status, "before");
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
