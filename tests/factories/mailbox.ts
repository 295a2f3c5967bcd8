import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type TestMail = { to: string; subject: string; text: string };

export type TestMailbox = {
  /** The mails that an address got so far. A mail that was sent is here: the server takes it before the sender goes on. */
  to(address: string): Promise<TestMail[]>;
  close(): Promise<void>;
};

/** A mail server on a free port, and the application told of it. Call it before anything reads the environment. */
export async function startMailbox(): Promise<TestMailbox> {
  const mails: TestMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        const text = mail.text ?? "";
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, subject: mail.subject ?? "", text });
        done();
      }, done);
    },
  });
  const listener = server.listen(0, "127.0.0.1");
  await new Promise<void>((resolve) => listener.once("listening", () => resolve()));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    to: async (address) => mails.filter((mail) => mail.to === address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
