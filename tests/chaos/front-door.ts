import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, request } from "undici";
import type { Child } from "./children";
import type { Random } from "./random";

export type Backend = { child: Child; origin: string };

export type FrontDoor = {
  url: string;
  /** Deliveries of the queue that were passed on, and answers to them that were thrown away. */
  passed: number;
  lostAnswers: number;
  close(): Promise<void>;
};

/** This share of the answers that say "done" is lost on its way: the queue delivers again. */
const lostShare = 0.3;
const patienceMs = 10_000;
const lookAgainMs = 20;

/**
 * Stands before the workers as a load balancer would: hands each request to one that lives, waits a while when none does, and breaks
 * the connection when the worker dies while it answers.
 */
export async function openFrontDoor(backends: () => readonly Backend[], random: Random): Promise<FrontDoor> {
  const agent = new Agent({ connections: 64 });
  const door = { passed: 0, lostAnswers: 0 };
  const server = createServer((incoming, answer) => {
    pass({ incoming, answer, backends, agent, random, door }).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get passed() {
      return door.passed;
    },
    get lostAnswers() {
      return door.lostAnswers;
    },
    close: () => closed(server, agent),
  };
}

type Passage = {
  incoming: IncomingMessage;
  answer: ServerResponse;
  backends: () => readonly Backend[];
  agent: Agent;
  random: Random;
  door: { passed: number; lostAnswers: number };
};

async function pass({ incoming, answer, backends, agent, random, door }: Passage): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { origin } = await alive(backends, random);
  const { host: _, "content-length": __, connection: ___, "transfer-encoding": ____, ...headers } = incoming.headers;
  const reply = await request(origin + (incoming.url ?? "/"), {
    method: incoming.method === "GET" ? "GET" : "POST",
    headers,
    body: incoming.method === "GET" ? null : Buffer.concat(chunks),
    dispatcher: agent,
  });
  const body = Buffer.from(await reply.body.arrayBuffer());
  const isDelivery = incoming.url?.startsWith("/api/events/") === true;
  if (isDelivery) door.passed += 1;
  if (isDelivery && reply.statusCode === 200 && random.next() < lostShare) {
    door.lostAnswers += 1;
    answer.destroy();
    return;
  }
  const type = String(reply.headers["content-type"] ?? "text/plain");
  const never = reply.headers["upstash-nonretryable-error"];
  answer.writeHead(reply.statusCode, { "content-type": type, ...(never ? { "upstash-nonretryable-error": String(never) } : {}) }).end(body);
}

async function alive(backends: () => readonly Backend[], random: Random): Promise<Backend> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const ready = backends().filter(({ child }) => child.isReady);
    if (ready.length > 0) return random.pick(ready);
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
  throw new Error("no worker lives");
}

async function closed(server: Server, agent: Agent): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await agent.destroy();
}
