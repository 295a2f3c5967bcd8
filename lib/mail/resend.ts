import { type ErrorResponse, Resend } from "resend";
import { NotRetryable, OutsideSilent } from "@/lib/events/failures";
import type { Mailer } from "./port";

type Refusal = ErrorResponse["name"];

/** Resend's words for what passes: its own trouble (no answer at all is one), too many calls, a day's or a month's share that is spent. */
const passing: readonly Refusal[] = [
  "application_error",
  "internal_server_error",
  "rate_limit_exceeded",
  "daily_quota_exceeded",
  "monthly_quota_exceeded",
  "concurrent_idempotent_requests",
];
/** For what is wrong with our key or our address: a person mends it, and then the same mail goes out. */
const ours: readonly Refusal[] = ["missing_api_key", "invalid_api_key", "restricted_api_key", "invalid_from_address", "invalid_access"];

/** Sends through Resend; the mail's id is the idempotency key. */
export function resendMailer(apiKey: string): Mailer {
  return async ({ id, replyTo, ...mail }) => {
    const answer = await new Resend(apiKey).emails.send({ ...mail, ...(replyTo ? { replyTo } : {}) }, { idempotencyKey: id });
    if (answer.error) throw toFailure(answer.error.name);
    return answer.data.id;
  };
}

/** What a refusal of Resend means for the queue; anything that is not passing and not ours is about this mail, and stays so. */
export function toFailure(name: Refusal): Error {
  if (passing.includes(name)) return new OutsideSilent(`Resend does not take mails now: ${name}`);
  if (ours.includes(name)) return new Error(`Resend does not let us send: ${name}`);
  return new NotRetryable("rejected", `Resend refused the mail: ${name}`);
}
