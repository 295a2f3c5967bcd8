import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { flushOutbox } from "@/lib/events/flush";
import { replayDeadLetters } from "@/lib/events/resolve-letters";
import { translator } from "@/lib/i18n/translator";
import { type Installation, openInstallation, patience } from "@/tests/contract/outages/installation";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { ana } from "@/tests/factories/checkout";
import { openFilter } from "@/tests/factories/dead-letters";
import { startGateway } from "@/tests/factories/gateway";
import { type MadePerson, makeMember } from "@/tests/factories/person";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { startSmtp, type TestSmtp } from "@/tests/factories/smtp";

// What Next does around a request: there is none in a test, so tags are dropped nowhere.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), ...(await import("./without-next")) }));

/** The first tries come within a second of each other, the last half a minute later. */
const briskly = 0.01;
const atOnce = 0;

let installation: Installation;
let gateway: RunningSandbox;
let smtp: TestSmtp;
let shop: Shop;
let owner: MadePerson;

beforeAll(async () => {
  gateway = await startGateway();
  smtp = await startSmtp();
  installation = await openInstallation(briskly);
  shop = await openShop(gateway);
  owner = await makeMember(shop.store, "owner");
});
afterAll(async () => {
  await installation.close();
  await smtp.close();
  await gateway.close();
});
beforeEach(() => void smtp.mails.splice(0));

/** A paid order: its shopper and the store's owner are to hear of it. */
async function buyByCard(): Promise<string> {
  const { orderId, status } = await shop.buy({ method: "card", card: approved });
  expect(status).toBe("captured");
  await flushOutbox();
  return orderId;
}

async function orderOf(orderId: string) {
  const where = { storeId_id: { storeId: shop.store.id, id: orderId } };
  return withStore(shop.store.id, (tx) => tx.order.findUniqueOrThrow({ where, select: { status: true, paymentState: true } }));
}

const recipients = () =>
  smtp.mails
    .flatMap(({ to }) => to ?? [])
    .map(({ text }) => text)
    .toSorted();

async function letters(status: string) {
  const where = { storeId: shop.store.id, status };
  const select = { consumer: true, cause: true };
  return withPlatform((tx) => tx.deadLetter.findMany({ where, select, orderBy: { firstFailedAt: "asc" } }));
}

const mails = ["mail-order-paid", "mail-order-sold"] as const;

it("the mail server down: an order is paid, its mails are tried again and again, and arrive once when the server is back", async () => {
  await smtp.close();
  const orderId = await buyByCard();
  for (const mail of mails) {
    await expect.poll(() => installation.failures(mail).then(({ length }) => length), patience).toBeGreaterThan(1);
  }
  expect(await orderOf(orderId)).toEqual({ status: "confirmed", paymentState: "paid" });
  // What is not a mail does not wait for one.
  await expect.poll(() => installation.countDelivered("count-sales"), patience).toBe(1);

  await smtp.openAgain();
  for (const mail of mails) await expect.poll(() => installation.countDelivered(mail), patience).toBe(1);
  expect(recipients()).toEqual([ana.email, owner.email].toSorted());
  expect(await letters("open")).toEqual([]);
}, 240_000);

it("a mail that the server refuses, and those whose tries are spent, wait for a person with the reason, and a replay sends each", async () => {
  await installation.queue.kill();
  await installation.queue.start(atOnce);
  smtp.refuse(ana.email);
  const refused = await buyByCard();
  await expect.poll(() => letters("open"), patience).toEqual([{ consumer: "mail-order-paid", cause: "rejected" }]);
  await expect.poll(recipients, patience).toEqual([owner.email]);
  smtp.refuse(null);
  await smtp.close();
  const unsent = await buyByCard();
  await expect.poll(() => letters("open"), patience).toHaveLength(3);
  const say = translator("pt-BR", "admin-events");
  expect((await letters("open")).map(({ cause }) => say(`causes.${cause}`))).toEqual([
    "O servidor de e-mail recusou",
    "Um serviço externo não respondeu",
    "Um serviço externo não respondeu",
  ]);
  for (const orderId of [refused, unsent]) expect(await orderOf(orderId)).toEqual({ status: "confirmed", paymentState: "paid" });

  await smtp.openAgain();
  const actor = { id: newId(), kind: "member" } as const;
  const replayed = await replayDeadLetters({ storeId: shop.store.id, actor, filter: openFilter }, async () => "nothing_to_ask");
  expect(replayed).toMatchObject({ ok: true, value: { replayed: 3 } });
  await expect.poll(() => letters("resolved"), patience).toHaveLength(3);
  expect(recipients()).toEqual([ana.email, ana.email, owner.email, owner.email].toSorted());
}, 240_000);
