import { newId, type StoreId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { findDefaultAccount, openGateway, type PaymentAccount } from "@/lib/payments/accounts";
import type { ChargeRequest } from "@/lib/payments/gateways/port";
import { reconcileAccount, requestReconciliation } from "@/lib/payments/reconcile";
import { dailyDays } from "@/lib/payments/reconcile-rules";
import { requestRefund, submitRefund } from "@/lib/payments/refunds";
import { tokenOfCard } from "@/prisma/seed/orders/sandbox";

/** An order of which a part went back: one that is there, or else the newest that was paid by card. Answers its id. */
export async function refundedOrder(storeId: StoreId): Promise<string> {
  const known = await withStore(storeId, (tx) =>
    tx.refund.findFirst({
      where: { storeId, status: "settled" },
      orderBy: { id: "desc" },
      select: { payment: { select: { orderId: true } } },
    }),
  );
  if (known) return known.payment.orderId;
  const paid = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findFirst({ where: { storeId, method: "card", status: "captured" }, orderBy: { id: "desc" } }),
  );
  if (!paid) throw new Error("no order was paid by card");
  const amountCents = Math.round(paid.amountCents / 4);
  const asked = await requestRefund(storeId, paid.id, { amountCents, reason: "Arrived scratched", restock: false, requestedBy: null });
  if (!asked.ok) throw new Error(asked.code);
  const outcome = await submitRefund(storeId, asked.value);
  if (outcome !== "settled") throw new Error(`the refund is ${outcome}`);
  return paid.orderId;
}

/** Compares the gateway's books with the store's, in which a charge is missing that was made at the gateway itself. */
export async function compareWithStray(storeId: StoreId): Promise<void> {
  const account = await findDefaultAccount(storeId);
  if (!account) throw new Error("the store takes no payments");
  await chargeWithoutTheShop(storeId, account);
  const asked = await requestReconciliation(storeId, { accountId: account.id, since: after(-dailyDays * dayMs), requestedBy: null });
  if (!asked.ok) throw new Error(`the books are not compared: ${asked.code}`);
  await reconcileAccount(storeId, asked.value);
}

async function chargeWithoutTheShop(storeId: StoreId, account: PaymentAccount): Promise<void> {
  const { gateway, credentials } = await openGateway(storeId, account.id);
  const answer = await gateway.charge(credentials, strayCharge(await tokenOfCard(account, "CLARA MENEZES")));
  if (answer.kind !== "state" || answer.state.status !== "captured") throw new Error("the gateway does not take the card");
}

function strayCharge(token: string): ChargeRequest {
  const address = { line1: "Rua Harmonia", number: "210", line2: "", district: "Vila Madalena", city: "São Paulo" };
  return {
    idempotencyKey: newId(),
    reference: `by-hand-${newId().slice(-8)}`,
    amountCents: 4490,
    currency: "BRL",
    locale: "pt-BR",
    method: { kind: "card", token, instalments: 1 },
    capture: "now",
    payer: {
      name: "Clara Menezes",
      email: "clara.menezes@example.com",
      phone: "+5511987654321",
      document: "52998224725",
      address: { ...address, state: "SP", postalCode: "05433000", country: "BR" },
    },
    items: [{ code: "by-hand", description: "Avulso", unitPriceCents: 4490, quantity: 1 }],
    shippingCents: 0,
    discountCents: 0,
    interestCents: 0,
    shippingName: "",
    storeName: "Aurora",
    statementName: "Aurora",
  };
}
