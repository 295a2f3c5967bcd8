import { Resend } from "resend";
import type { Mailer } from "./port";

/** Sends through Resend; the mail's id is the idempotency key. */
export function resendMailer(apiKey: string): Mailer {
  return async ({ id, replyTo, ...mail }) => {
    const answer = await new Resend(apiKey).emails.send({ ...mail, ...(replyTo ? { replyTo } : {}) }, { idempotencyKey: id });
    if (answer.error) throw new Error(`Resend refused the mail: ${answer.error.name}`);
    return answer.data.id;
  };
}
