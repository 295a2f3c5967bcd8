import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A mail as it was accepted: its `Message-ID` without the domain, which is one per thing to tell, and whom it went to. */
export type Received = { id: string; to: string };

export type MailSink = { url: string; received: readonly Received[]; close(): Promise<void> };

const messageId = /^message-id:\s*<([^@>]+)@/im;

/** A mail server that takes everything and remembers what it accepted: to the sender a mail is accepted from then on. */
export async function openMailSink(): Promise<MailSink> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, { envelope }, done) => {
      text(stream).then((mail) => {
        const id = messageId.exec(mail)?.[1] ?? "without an id";
        for (const { address } of envelope.rcptTo) received.push({ id, to: address });
        done();
      }, done);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
