import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type TestSmtp = {
  mails: ParsedMail[];
  /** Answers from now on that this address does not exist (RFC 5321: 550); with null, that all do. */
  refuse(address: string | null): void;
  close(): Promise<void>;
  /** On the same port, after it was closed. */
  openAgain(): Promise<void>;
};

type Policy = { refused: string | null };

/** Takes every mail that the application sends. Call it before anything reads the environment. */
export async function startSmtp(): Promise<TestSmtp> {
  const mails: ParsedMail[] = [];
  const policy: Policy = { refused: null };
  let server = await listen(mails, policy, 0);
  const { port } = server.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  return {
    mails,
    refuse: (address) => {
      policy.refused = address;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
    openAgain: async () => {
      server = await listen(mails, policy, port);
    },
  };
}

async function listen(mails: ParsedMail[], policy: Policy, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) => done(address === policy.refused ? noSuchMailbox() : null),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

function noSuchMailbox(): Error {
  return Object.assign(new Error("no such mailbox"), { responseCode: 550 });
}
