import { createServer, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { after, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { captureOrder } from "./capture";
import { expireOrder } from "./expire";
import { pollAttempt } from "./poll";

/** What the gateway was asked to do, and how often; the next call of a method can be made to fail. */
type Front = { url: string; failNext: (method: string) => void; calls: string[]; close: () => void };

let sandbox: RunningSandbox;
let front: Front;
let shop: Shop;
beforeAll(async () => {
  sandbox = await startGateway();
  front = await keepFailures(sandbox.apiBase);
  vi.stubEnv("PAGARME_API_BASE", front.url);
  shop = await openShop(sandbox, { capture: "manual" });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  front.close();
  await sandbox.close();
});

/** A gateway as Pagar.me describes itself: an idempotency key is answered with its first outcome, trouble of its own included. */
async function keepFailures(behind: string): Promise<Front> {
  const kept = new Set<string>();
  const failing: string[] = [];
  const calls: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const key = String(request.headers["idempotency-key"] ?? "");
    const method = request.method ?? "GET";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (key) calls.push(method);
    if (failing.at(-1) === method && failing.pop()) kept.add(key);
    if (kept.has(key)) return void response.writeHead(500).end("{}");

    const { authorization = "", "content-type": type = "application/json" } = request.headers;
    const headers = { authorization, "content-type": type, ...(key ? { "idempotency-key": key } : {}) };
    const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
    const reply = await fetch(`${behind}${request.url}`, { method, headers, body });
    response.writeHead(reply.status, { "content-type": "application/json" }).end(await reply.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the front has no port");
  return { url: `http://127.0.0.1:${address.port}`, failNext: (method) => failing.push(method), calls, close: () => server.close() };
}

/** The clock of the application, and of nobody else. */
const waitAMinute = () => vi.useFakeTimers({ toFake: ["Date"], now: after(minuteMs) });

const attemptOf = (id: string) =>
  withStore(shop.store.id, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: shop.store.id, id } } }));

it("an unpaid Pix is ended by the next try where the first met trouble of the gateway, which keeps it under the key", async () => {
  const { orderId, attemptId } = await shop.buy();
  await shop.endHold(orderId);
  front.failNext("DELETE");
  expect(await expireOrder(shop.store.id, orderId)).toBe("prolonged");

  waitAMinute();
  await shop.endHold(orderId);
  expect(await expireOrder(shop.store.id, orderId)).toBe("expired");
  expect((await attemptOf(attemptId)).status).toBe("voided");
});

it("money that is held can be taken a minute after a try that met such trouble", async () => {
  const { orderId, status } = await shop.buy({ method: "card", card: approved });
  expect(status).toBe("authorized");
  front.failNext("POST");
  expect(await captureOrder(shop.store.id, orderId, orderId)).toEqual({ ok: false, code: "still_checking" });

  waitAMinute();
  expect(await captureOrder(shop.store.id, orderId, orderId)).toEqual({ ok: true });
});

it("a charge that met such trouble is asked about by its reference, and never made a second time", async () => {
  front.failNext("POST");
  const before = front.calls.length;
  const { attemptId, status } = await shop.buy({ method: "card", card: approved });
  expect(status).toBe("silent");

  waitAMinute();
  await pollAttempt(shop.store.id, attemptId, 0);
  vi.useFakeTimers({ toFake: ["Date"], now: after(10 * minuteMs) });
  await pollAttempt(shop.store.id, attemptId, 1);
  expect(await attemptOf(attemptId)).toMatchObject({ status: "failed", failureCode: "gateway_refused" });
  expect(front.calls.slice(before)).toEqual(["POST"]);
});
