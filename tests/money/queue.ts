import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Consumer } from "@/lib/events/consume";
import { flushOutbox } from "@/lib/events/flush";
import { doorOf } from "@/lib/events/queue";
import { receiveDelivery } from "@/lib/events/receive-delivery";
import { receiveFailure } from "@/lib/events/receive-failure";
import { type ConsumerName, findRoute } from "@/lib/events/routes";
import { signDelivery } from "@/local/queue/signing";
import type { Outage } from "./consumers";
import type { Random } from "./random";

const batch = z.array(z.object({ destination: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }));

export type Waiting = { consumer: string; body: string; dueMs: number; retried: number };

/** A queue as a bad day makes it: it delivers twice, in any order, late, and at times takes nothing at all. */
export type BadQueue = {
  waiting: Waiting[];
  counts: { delivered: number; duplicates: number; forged: number; refusedBatches: number; retried: number; spent: number };
  /** Publishes what the outbox holds, unless the queue is down this time. */
  flush(): Promise<void>;
  /** Delivers what is due now, and what that brings, until nothing is. */
  drain(only?: readonly ConsumerName[]): Promise<void>;
  /** When the next message is due; null when none waits. */
  nextDueMs(): number | null;
  close(): Promise<void>;
};

const maxRounds = 60;
const parallel = 4;

export async function startBadQueue(random: Random, consumers: Record<ConsumerName, Consumer>, outage: Outage): Promise<BadQueue> {
  const waiting: Waiting[] = [];
  const known = new Set<string>();
  const counts = { delivered: 0, duplicates: 0, forged: 0, refusedBatches: 0, retried: 0, spent: 0 };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === "GET") {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ cursor: "", events: [] }));
      return;
    }
    if (outage.queue || random.chance(0.04)) {
      counts.refusedBatches += 1;
      response.writeHead(503).end("{}");
      return;
    }
    const messages = batch.parse(JSON.parse(Buffer.concat(chunks).toString()));
    for (const message of messages) take(message);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(messages.map(() => ({ messageId: "msg" }))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.QSTASH_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function take({ destination, headers, body }: z.infer<typeof batch>[number]): void {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const key = lower["upstash-deduplication-id"] ?? "";
    if (known.has(key)) return;
    known.add(key);
    const notBefore = Number(lower["upstash-not-before"] ?? 0) * 1000;
    const lateMs = random.chance(0.1) ? random.between(1, 90) * 1000 : 0;
    const consumer = new URL(destination).pathname.split("/").at(-1) ?? "";
    waiting.push({ consumer, body, dueMs: Math.max(notBefore, Date.now()) + lateMs, retried: 0 });
  }

  const knock = async (message: Waiting, key: string): Promise<Response> => {
    const url = doorOf(message.consumer);
    const signature = await signDelivery(key, url, Buffer.from(message.body));
    const request = new Request(url, {
      method: "POST",
      body: message.body,
      headers: { "upstash-signature": signature, "upstash-retried": String(message.retried), "upstash-message-id": "msg" },
    });
    return receiveDelivery({ consumer: message.consumer, request, consumers, afterwards: () => undefined });
  };

  const deliver = async (message: Waiting): Promise<void> => {
    if (random.chance(0.03)) {
      counts.forged += 1;
      if ((await knock(message, "sig_of_somebody_else")).status !== 401) throw new Error("a forged delivery was accepted");
    }
    const copies = random.chance(0.12) ? 2 : 1;
    counts.duplicates += copies - 1;
    const key = process.env.QSTASH_CURRENT_SIGNING_KEY ?? "";
    const answers = await Promise.all(Array.from({ length: copies }, () => knock(message, key)));
    counts.delivered += 1;
    if (answers.some(({ status }) => status === 200)) return;
    if (answers.some(({ status }) => status === 489)) throw new Error(`${message.consumer} refused ${message.body} for good`);
    const isSpent = message.retried >= (findRoute(message.consumer)?.retries ?? 0);
    if (isSpent) return giveUp(message, answers[0]);
    counts.retried += 1;
    waiting.push({ ...message, retried: message.retried + 1, dueMs: Date.now() + Math.min(900_000, 500 * 2 ** message.retried) });
  };

  /** What becomes of a message whose tries are spent: the application is told, and keeps a dead letter. */
  const giveUp = async ({ consumer, body, retried }: Waiting, answer: Response | undefined): Promise<void> => {
    counts.spent += 1;
    const told = { status: answer?.status ?? 0, body: encode((await answer?.text()) ?? "") };
    await receiveFailure({ ...told, retried, sourceMessageId: newId(), sourceBody: encode(body), url: doorOf(consumer) });
  };

  const claim = (only?: readonly string[]): Waiting[] => {
    const now = Date.now();
    const due = waiting.filter(({ dueMs, consumer }) => dueMs <= now && (!only || only.includes(consumer)));
    for (const message of due) waiting.splice(waiting.indexOf(message), 1);
    return random.shuffled(due);
  };

  return {
    waiting,
    counts,
    flush: async () => void (await flushOutbox()),
    drain: async (only) => {
      for (let round = 0; round < maxRounds; round++) {
        await flushOutbox();
        const due = claim(only);
        if (due.length === 0) return;
        for (let start = 0; start < due.length; start += parallel) await Promise.all(due.slice(start, start + parallel).map(deliver));
      }
    },
    nextDueMs: () => waiting.reduce<number | null>((least, { dueMs }) => Math.min(least ?? dueMs, dueMs), null),
    close: () => closed(server),
  };
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64");
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
