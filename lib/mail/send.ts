import { createHash } from "node:crypto";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import type { Mailer } from "./port";
import { resendMailer } from "./resend";
import { smtpMailer } from "./smtp";

export type MailRequest = {
  storeId: string | null;
  /** One mail per key, ever: `order-paid:{orderId}:shopper`. */
  dedupeKey: string;
  template: string;
  to: string;
  /** Shown as the sender; the address stays the platform's own. */
  fromName?: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
};

/** Sends a mail once per `dedupeKey` and keeps a line in the delivery log. Throws when the provider is down: the queue tries again. */
export async function sendMail(request: MailRequest): Promise<void> {
  const { storeId, dedupeKey, template, to, subject } = request;
  const entry = await withPlatform((tx) =>
    tx.mailMessage.upsert({
      where: { dedupeKey },
      create: { id: newId(), storeId, dedupeKey, template, recipient: to, subject },
      update: {},
      select: { id: true, status: true },
    }),
  );
  if (entry.status === "sent") return;
  const providerId = await mailer()({
    id: createHash("sha256").update(dedupeKey).digest("hex").slice(0, 32),
    from: senderOf(request.fromName),
    to,
    subject: subject.replaceAll(/[\r\n]+/g, " "),
    html: request.html,
    text: request.text,
    ...(request.replyTo ? { replyTo: request.replyTo } : {}),
  });
  await withPlatform((tx) => tx.mailMessage.update({ where: { id: entry.id }, data: { status: "sent", sentAt: new Date(), providerId } }));
}

function mailer(): Mailer {
  const { RESEND_API_KEY, SMTP_URL } = env();
  if (RESEND_API_KEY) return resendMailer(RESEND_API_KEY);
  if (SMTP_URL) return smtpMailer(SMTP_URL);
  throw new Error("no mail provider is configured");
}

/** `"Store name" <address of MAIL_FROM>`. */
function senderOf(name: string | undefined): string {
  const configured = env().MAIL_FROM;
  if (!name) return configured;
  const address = /<([^>]+)>/.exec(configured)?.[1] ?? configured;
  return `"${name.replaceAll(/["\\\r\n<>]/g, "")}" <${address}>`;
}
