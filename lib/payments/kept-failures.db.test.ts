import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { after, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { type PagarmeFront, startFront } from "@/tests/factories/pagarme-front";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { captureOrder } from "./capture";
import { expireOrder } from "./expire";
import { pollAttempt } from "./poll";

let sandbox: RunningSandbox;
let front: PagarmeFront;
let shop: Shop;
beforeAll(async () => {
  sandbox = await startGateway();
  front = await startFront(sandbox.apiBase);
  vi.stubEnv("PAGARME_API_BASE", front.url);
  shop = await openShop(sandbox, { capture: "manual" });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  front.close();
  await sandbox.close();
});

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
