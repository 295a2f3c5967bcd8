import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { consumers } from "@/app/api/events/[consumer]/consumers";
import { flushOutbox } from "@/lib/events/flush";
import { receiveDelivery } from "@/lib/events/receive-delivery";

/** The application as the queue sees it: its one door, on a port that can be closed and opened again. */
export type Application = { start(): Promise<void>; stop(): Promise<void> };

/** Serves deliveries with the application's own code and consumers. `port` is the one that EVENTS_URL names. */
export function application(port: number): Application {
  let server: Server | null = null;
  return {
    start: async () => {
      const opened = createServer((request, response) => void answer(request, response));
      await new Promise<void>((resolve) => opened.listen(port, "127.0.0.1", resolve));
      server = opened;
    },
    stop: async () => {
      const closing = server;
      server = null;
      closing?.closeAllConnections();
      if (closing) await new Promise((resolve) => closing.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "", `http://${request.headers.host}`);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const delivered = new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) });
  const consumer = url.pathname.split("/").at(-1) ?? "";
  const answered = await receiveDelivery({ consumer, request: delivered, consumers, afterwards: () => void flushOutbox() });
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
}
