import { createTransport, type Transporter } from "nodemailer";
import type { Mailer } from "./port";

const transports = new Map<string, Transporter>();

/** Sends by SMTP (RFC 5321); the address is `smtp://user:password@host:port`. */
export function smtpMailer(url: string): Mailer {
  return async ({ id, ...mail }) => {
    const transport = transports.get(url) ?? createTransport(url, { connectionTimeout: 10_000, socketTimeout: 20_000 });
    transports.set(url, transport);
    const sent = await transport.sendMail({ ...mail, messageId: `<${id}@vitrine>` });
    return sent.messageId;
  };
}
