import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { dayMs, after as fromNow, hourMs } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { openShop, type Shop } from "@/tests/factories/shop";
import { makeStore } from "@/tests/factories/store";
import { checkStores } from "./check-stores";

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startGateway();
});
afterAll(() => sandbox.close());

/** A shop whose account is three days old, with a payment that was begun then. */
async function openOldShop(): Promise<Shop> {
  const shop = await openShop(sandbox);
  const { attemptId } = await shop.buy();
  const [createdAt, storeId] = [fromNow(-3 * dayMs), shop.store.id];
  await withStore(storeId, async (tx) => {
    await tx.gatewayAccount.update({ where: { storeId_id: { storeId, id: shop.accountId } }, data: { createdAt } });
    await tx.paymentAttempt.update({ where: { storeId_id: { storeId, id: attemptId } }, data: { submittedAt: createdAt } });
  });
  return shop;
}

async function compared({ store, accountId }: Shop, status: "done" | "failed", finishedAt: Date): Promise<void> {
  const run = { storeId: store.id, id: newId(), gatewayAccountId: accountId, since: fromNow(-35 * dayMs) };
  await withStore(store.id, (tx) => tx.reconciliationRun.create({ data: { ...run, status, startedAt: finishedAt, finishedAt } }));
}

/** What the operator is told of the books of this shop. */
async function toldOf({ store }: Shop) {
  const { invariants } = await checkStores();
  const books = invariants.find(({ id }) => id === "I5");
  return (books?.findings ?? []).filter((finding) => finding.store.slug === store.slug);
}

describe("the operator's check of the books", () => {
  it("calls them broken while those of an account with payments were never compared, or the comparison failed", async () => {
    const shop = await openOldShop();
    const stale = { problem: "books_stale", kind: "account", id: sandbox.account.id, detail: { provider: "pagarme" } };
    expect(await toldOf(shop)).toMatchObject([stale]);
    await compared(shop, "failed", new Date());
    expect(await toldOf(shop)).toMatchObject([stale]);
  });

  it("lets them hold for two days after a comparison that came to its end", async () => {
    const shop = await openOldShop();
    await compared(shop, "done", fromNow(-2 * dayMs - hourMs));
    expect(await toldOf(shop)).toMatchObject([{ problem: "books_stale", detail: { comparedAt: expect.any(String) } }]);
    await compared(shop, "done", fromNow(-2 * dayMs + hourMs));
    expect(await toldOf(shop)).toEqual([]);
  });

  it("asks for no comparison of a young account, of one without payments, nor of one that was taken away", async () => {
    const [young, idle, gone] = [await openShop(sandbox), await openShop(sandbox), await openOldShop()];
    await young.buy();
    const change = ({ store, accountId: id }: Shop, data: { createdAt: Date } | { onboarding: object }) =>
      withStore(store.id, (tx) => tx.gatewayAccount.update({ where: { storeId_id: { storeId: store.id, id } }, data }));
    await change(idle, { createdAt: fromNow(-3 * dayMs) });
    await change(gone, { onboarding: { disabledReason: "disconnected" } });

    for (const shop of [young, idle, gone]) expect(await toldOf(shop)).toEqual([]);
  });
});

describe("the operator's check of many stores", () => {
  it("takes some at a time, the newest first, and goes on after them", async () => {
    const made = [await makeStore(), await makeStore()];
    const first = await checkStores({ most: 1 });
    expect(first).toMatchObject({ checkedCount: 1, next: made[1]?.id });
    expect(await checkStores({ most: 1, from: first.next })).toMatchObject({ checkedCount: 1, next: made[0]?.id });

    const all = await withPlatform((tx) => tx.store.count());
    expect(await checkStores({ from: "nowhere" })).toMatchObject({ checkedCount: all, storeCount: all, next: null });
  });
});
