import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayMs, after as fromNow } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeAccount } from "@/tests/factories/checkout";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { makeStore } from "@/tests/factories/store";
import { reconcileAccount } from "./reconcile";
import { examineOlder } from "./reconcile-older";
import { planReconciliations } from "./reconcile-plan";
import { findReconciliation } from "./reconcile-queries";
import { settleAttempt } from "./settle";

const daySeconds = dayMs / 1000;
let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

/** The daily comparison as it is planned so many days from now. */
async function planIn(days: number, store: StoreView) {
  const now = fromNow(days * dayMs);
  await withPlatform((tx) => planReconciliations(tx, now));
  return withStore(store.id, (tx) => tx.reconciliationRun.findFirst({ where: { storeId: store.id, startedAt: now } }));
}

async function reconcileIn(days: number): Promise<void> {
  const run = await planIn(days, shop.store);
  if (!run) throw new Error("not planned");
  await reconcileAccount(shop.store.id, run.id);
}

async function buyAndPay() {
  const bought = await shop.buy();
  await shop.pay(bought.attemptId);
  await settleAttempt(shop.store.id, bought.attemptId);
  return bought;
}

describe("payments that are older than the list of the daily comparison", () => {
  it("show within one day what was refunded in the gateway's panel on the fortieth", async () => {
    const { orderId, attemptId } = await buyAndPay();
    await reconcileIn(39);
    await shop.sandbox.advance(40 * daySeconds);
    await shop.inPanel(attemptId, { action: "refund", amount: "25.00" });
    await reconcileIn(40);

    expect(await shop.read(orderId)).toMatchObject({ paymentState: "partially_refunded" });
    const { closed, runs } = await findReconciliation(shop.store.id);
    expect(closed).toMatchObject([{ kind: "refunded", state: "repaired", there: { refundedCents: 2500 }, here: { refundedCents: 0 } }]);
    expect(runs[0]).toMatchObject({ status: "done", listedCount: 0, differenceCount: 1, openCount: 0 });
  });

  it("are asked about in turn, those first that were asked longest ago", async () => {
    const attempts = [await buyAndPay(), await buyAndPay()].map(({ attemptId }) => attemptId);
    const asked: (string | null)[] = [];
    for (const day of [50, 51, 52, 53]) {
      const run = await planIn(day, shop.store);
      if (!run) throw new Error("not planned");
      const { askedUpto } = await examineOlder(shop.store.id, run, 1);
      asked.push(askedUpto);
      const where = { storeId_id: { storeId: shop.store.id, id: run.id } };
      await withStore(shop.store.id, (tx) => tx.reconciliationRun.update({ where, data: { askedUpto } }));
    }

    expect(new Set(asked.slice(0, 3))).toEqual(new Set(asked));
    for (const attemptId of attempts) expect(asked).toContain(attemptId);
    expect(asked[3]).toBe(asked[0]);
  });

  it("are let be after half a year, and while they are in the list", async () => {
    const run = await planIn(200, shop.store);
    if (!run) throw new Error("not planned");
    const nothing = { examined: [], agreedRefs: [], askedUpto: null };
    expect(await examineOlder(shop.store.id, run)).toEqual(nothing);
    expect(await examineOlder(shop.store.id, { ...run, startedAt: new Date(), since: fromNow(-35 * dayMs) })).toEqual(nothing);
  });
});

describe("an account that its gateway gives no books of", () => {
  it("ends its comparison as refused, in peace, when its keys are not taken any more", async () => {
    const store = await makeStore({ currency: "BRL", country: "BR" });
    await makeAccount(store);
    const run = await planIn(0, store);
    await reconcileAccount(store.id, run?.id ?? "");

    const { accounts } = await findReconciliation(store.id);
    expect(accounts).toMatchObject([{ lastRun: { status: "failed", failure: "refused" } }]);
  });

  it("is compared no more once it was taken away from the platform", async () => {
    const store = await makeStore({ currency: "BRL", country: "BR" });
    const id = await makeAccount(store);
    const data = { onboarding: { disabledReason: "disconnected" } };
    await withStore(store.id, (tx) => tx.gatewayAccount.update({ where: { storeId_id: { storeId: store.id, id } }, data }));

    expect(await planIn(0, store)).toBeNull();
  });
});
