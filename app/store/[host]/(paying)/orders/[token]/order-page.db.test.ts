import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { idleForm } from "@/lib/core/form-state";
import { after, secondMs } from "@/lib/core/time";
import { openPageToken } from "@/lib/orders/queries";
import { settleAttempt } from "@/lib/payments/settle";
import { isWithinLimit } from "@/lib/security/rate-limit";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { payAgainAction } from "./actions";
import { GET } from "./state/route";

const request = vi.hoisted(() => ({ host: "" }));

// What Next does around a request: there is none in a test, nothing is remembered, and nothing runs after the answer.
vi.mock("next/headers", () => ({ headers: async () => new Headers({ host: request.host }) }));
vi.mock("next/cache", () => ({ cacheLife: () => undefined, cacheTag: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

let sandbox: RunningSandbox;
let shop: Shop;
beforeAll(async () => {
  sandbox = await startGateway();
  shop = await openShop(sandbox);
  request.host = shop.store.primaryHost;
});
afterEach(() => vi.useRealTimers());
afterAll(() => sandbox.close());

const shown = async (orderId: string) => {
  const token = await openPageToken(shop.store.id, orderId);
  const answer = await GET(new Request("http://shop.test/state"), { params: Promise.resolve({ token }) });
  return answer.json();
};
/** The clock of the application runs ahead: the gateway may be asked again. */
const waitALittle = () => vi.useFakeTimers({ toFake: ["Date"], now: after(5 * secondMs) });

it("says that a card is being checked for as long as the gateway is slow, and what came of it once it answers", async () => {
  await sandbox.fault({ operation: "POST /orders", effect: { kind: "fail_after", status: 504 } });
  const { orderId, status } = await shop.buy({ method: "card", card: approved });
  expect(status).toBe("silent");
  expect(await shown(orderId)).toEqual({ state: "checking", attempt: 1 });

  waitALittle();
  await sandbox.fault({ operation: "GET /orders", effect: { kind: "fail_before", status: 503 } });
  expect(await shown(orderId)).toEqual({ state: "checking", attempt: 1 });
  expect(await shown(orderId)).toEqual({ state: "paid", attempt: 1 });
});

it("tells whoever tries too often to wait, and leaves the Pix that waits as it is", async () => {
  const { orderId, attemptId } = await shop.buy();
  for (let tries = 0; tries < 10; tries++) await isWithinLimit("pay", `order:${orderId}`);
  const form = new FormData();
  form.set("order", await openPageToken(shop.store.id, orderId));
  form.set("method", "boleto");

  expect((await payAgainAction(idleForm, form)).code).toBe("too_many_tries");
  expect(await settleAttempt(shop.store.id, attemptId)).toBe("pending");
});
