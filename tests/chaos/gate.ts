import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A place where a worker waits in the middle of its work until it is let in. */
export type Gate = {
  url: string;
  /** How many wait now. */
  waiting(): number;
  /** Lets in all who wait. */
  letIn(): void;
  close(): Promise<void>;
};

/** Opens a gate on a free port. */
export async function openGate(): Promise<Gate> {
  const waiting = new Set<ServerResponse>();
  const server = createServer((_, answer) => {
    waiting.add(answer);
    answer.once("close", () => waiting.delete(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    waiting: () => waiting.size,
    letIn: () => {
      for (const answer of waiting) answer.end();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
