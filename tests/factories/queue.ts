import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const batch = z.array(z.object({ destination: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }));

/** A message as the vendor's client handed it over. */
export type Handed = { consumer: string; headers: Record<string, string>; body: { eventId: string; name: string; payload: unknown } };

export type TestQueue = {
  /** Every message accepted so far, oldest first. */
  handed: Handed[];
  /** What batches are answered with from now on; refused ones are not kept. */
  answerWith(status: number): void;
  /** Holds answers back until the returned function is called. */
  hold(): () => void;
  close(): Promise<void>;
};

/** Something that takes batches as QStash does and delivers nothing. Points the application at it: call it before anything reads the environment. */
export async function startQueue(): Promise<TestQueue> {
  const handed: Handed[] = [];
  let status = 200;
  let gate: Promise<void> = Promise.resolve();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await gate;
    const messages = batch.parse(JSON.parse(Buffer.concat(chunks).toString()));
    if (status < 300) handed.push(...messages.map(toHanded));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(messages.map(() => ({ messageId: "msg" }))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.QSTASH_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    handed,
    answerWith: (next) => {
      status = next;
    },
    hold: () => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    close: () => closed(server),
  };
}

function toHanded({ destination, headers, body }: z.infer<typeof batch>[number]): Handed {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { consumer: new URL(destination).pathname.split("/").at(-1) ?? "", headers: lower, body: JSON.parse(body) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
