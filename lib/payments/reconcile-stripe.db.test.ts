import { afterAll, beforeAll, expect, it } from "vitest";
import { dayMs, after as fromNow } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { findOrder } from "@/lib/orders/queries";
import type { StoreView } from "@/lib/stores/types";
import type { Harness } from "@/tests/contract/stripe/harness";
import { CARDS } from "@/tests/contract/stripe/shopper";
import { startStripe } from "@/tests/factories/stripe";
import { makeStripeShop, payOnPage } from "@/tests/factories/stripe-shop";
import { findPayment } from "./queries";
import { reconcileAccount } from "./reconcile";
import { planReconciliations } from "./reconcile-plan";
import { findReconciliation } from "./reconcile-queries";
import { settleAttempt } from "./settle";

let harness: Harness;
let store: StoreView;
beforeAll(async () => {
  harness = await startStripe("reconciliation");
  store = await makeStripeShop();
});
afterAll(() => harness.close());

async function reconcileIn(days: number): Promise<void> {
  const now = fromNow(days * dayMs);
  await withPlatform((tx) => planReconciliations(tx, now));
  const run = await withStore(store.id, (tx) => tx.reconciliationRun.findFirstOrThrow({ where: { storeId: store.id, startedAt: now } }));
  await reconcileAccount(store.id, run.id);
}

async function bought() {
  const paid = await payOnPage(store, CARDS.approved);
  expect(await settleAttempt(store.id, paid.attemptId)).toBe("captured");
  return paid;
}

async function chargeIdOf(attemptId: string): Promise<string> {
  const where = { storeId: store.id, attemptId, kind: "captured" };
  const { gatewayRef } = await withStore(store.id, (tx) => tx.ledgerEntry.findFirstOrThrow({ where }));
  const { latest_charge: charge } = await harness.stripe.paymentIntents.retrieve(gatewayRef, {}, harness.asMerchant);
  return typeof charge === "string" ? charge : (charge?.id ?? "");
}

it("Stripe's list shows within one day what was refunded and contested forty days after it was paid; what a bank only asks about is no difference", async () => {
  const [refunded, contested, asked, untouched] = [await bought(), await bought(), await bought(), await bought()];
  await harness.advance((40 * dayMs) / 1000);
  for (const amount of [1000, 1500]) await harness.control(`/charges/${await chargeIdOf(refunded.attemptId)}/refund`, { amount });
  await harness.control(`/charges/${await chargeIdOf(contested.attemptId)}/dispute`);
  await harness.control(`/charges/${await chargeIdOf(asked.attemptId)}/dispute`, { kind: "inquiry" });
  expect(await settleAttempt(store.id, asked.attemptId)).toBe("captured");
  await reconcileIn(40);

  const { closed, runs } = await findReconciliation(store.id);
  expect(runs).toMatchObject([{ status: "done", listedCount: 3, differenceCount: 2, openCount: 0 }]);
  expect(new Set(closed.map(({ order, kind, state }) => `${order?.id} ${kind} ${state}`))).toEqual(
    new Set([`${refunded.orderId} refunded repaired`, `${contested.orderId} disputed repaired`]),
  );
  expect(await findPayment(store.id, refunded.orderId)).toMatchObject({ refundedCents: 2500 });
  expect(await findOrder(store.id, contested.orderId)).toMatchObject({ paymentState: "disputed" });
  expect(await findOrder(store.id, untouched.orderId)).toMatchObject({ paymentState: "paid" });
});
