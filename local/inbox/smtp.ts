import { SMTPServer } from "smtp-server";
import { parseMail } from "@/local/inbox/parse";
import type { Inbox } from "@/local/inbox/store";

const largestMailBytes = 15 * 1024 * 1024;

export interface Smtp {
  port: number;
  close(): Promise<void>;
}

/**
 * Takes mail for anybody, from anybody on this machine, into the inbox; nothing is ever sent on. A mail that is too large is
 * refused for good (552), one that could not be kept for now (451), as a real server would.
 */
export async function startSmtp(inbox: Inbox, port: number): Promise<Smtp> {
  const server = new SMTPServer({
    name: "inbox.localhost",
    banner: "Vitrine local inbox",
    authOptional: true,
    onAuth: (_auth, _session, done) => done(null, { user: "anybody" }),
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    size: largestMailBytes,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.once("end", () => {
        if (stream.sizeExceeded) return done(reply(552, "The mail is larger than 15 MB."));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        parseMail(Buffer.concat(chunks), recipients)
          .then((mail) => inbox.keep(mail))
          .then(
            () => done(),
            (thrown: unknown) => {
              console.error("inbox: a mail could not be kept:", thrown);
              done(reply(451, "The mail could not be kept; try again later."));
            },
          );
      });
    },
  });
  server.on("error", (error) => console.error("inbox: a mail connection broke:", error.message));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
