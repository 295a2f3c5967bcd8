import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type MailSink = { url: string; received: number; close(): Promise<void> };

/** A mail server that takes everything and counts it. */
export async function openMailSink(): Promise<MailSink> {
  const sink = { received: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on("end", () => {
        sink.received += 1;
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    get received() {
      return sink.received;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
