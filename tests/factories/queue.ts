import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const batch = z.array(z.object({ destination: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }));

/** A message as the vendor's client handed it over. */
export type Handed = {
  consumer: string;
  headers: Record<string, string>;
  body: { eventId: string; name: string; payload: unknown; deadLetterId?: string };
};

/** An entry of the queue's log. */
export type Logged = { state: string; time: number; responseStatus?: number; responseBody?: string };

export type TestQueue = {
  /** Every message accepted so far, oldest first. */
  handed: Handed[];
  /** What it answers when asked for its log. */
  logged: Logged[];
  /** What requests are answered with from now on; refused batches are not kept. */
  answerWith(status: number): void;
  /** Refuses, with 400, a batch that holds one of this event. */
  refuse(eventId: string): void;
  /** Holds answers back until the returned function is called. */
  hold(): () => void;
  close(): Promise<void>;
};

/** Something that takes batches as QStash does and delivers nothing. Points the application at it: call it before anything reads the environment. */
export async function startQueue(): Promise<TestQueue> {
  const handed: Handed[] = [];
  const logged: Logged[] = [];
  const refused = new Set<string>();
  let status = 200;
  let gate: Promise<void> = Promise.resolve();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await gate;
    if (request.method === "GET") {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ cursor: "", events: logged }));
      return;
    }
    const messages = batch.parse(JSON.parse(Buffer.concat(chunks).toString()));
    const taken = messages.map(toHanded);
    const answer = taken.some(({ body }) => refused.has(body.eventId)) ? 400 : status;
    if (answer < 300) handed.push(...taken);
    response.writeHead(answer, { "content-type": "application/json" }).end(JSON.stringify(messages.map(() => ({ messageId: "msg" }))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.QSTASH_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    handed,
    logged,
    refuse: (eventId) => void refused.add(eventId),
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
