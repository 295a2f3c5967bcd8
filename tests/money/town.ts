import type { StoreTx } from "@/lib/db/transaction";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { openNoticeSecret } from "@/lib/payments/accounts";
import type { PaymentTerms } from "@/lib/payments/terms";
import type { StoreView } from "@/lib/stores/types";
import type { FaultEffect } from "@/local/sandbox/faults";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { payWith } from "@/tests/contract/stripe/shopper";
import { makeAccount, makeRate } from "@/tests/factories/checkout";
import { makeStore } from "@/tests/factories/store";
import { skipTime } from "./clock";
import { moneyConsumers } from "./consumers";
import { type Doors, openDoors, post, type StripeStand, startPagarmeStand, startStripeStand } from "./gateways";
import { type BadQueue, startBadQueue } from "./queue";
import { type Random, seededRandom } from "./random";

/** One merchant with the gateway that takes the money, and what shoppers, banks and the merchant do there. */
export type Merchant = {
  provider: "pagarme" | "stripe";
  store: StoreView;
  rateId: string;
  accountId: string;
  noticeUrl: string;
  noticeHeaders: Record<string, string>;
  /** The shopper's bank or card pays; `smaller` and `again` where the gateway can be paid so. False when it cannot be paid now. */
  pay(attemptId: string, how?: "pay" | "smaller" | "again"): Promise<boolean>;
  /** The merchant gives money back in the gateway's own dashboard; null is all. */
  refundInPanel(attemptId: string, amountCents: number | null): Promise<void>;
  dispute(attemptId: string): Promise<void>;
  /** Whether the gateway has something under our code of the attempt. */
  knows(attemptId: string): Promise<boolean>;
  cardToken(card: string): Promise<string | null>;
  /** The next call of that kind at the gateway is disturbed. */
  disturb(operation: "charge" | "find" | "refund" | "cancel", effect: FaultEffect): Promise<void>;
  /** The next notices are disturbed: one, or (null) all until the gateways are calm again. */
  disturbNotice(effect: FaultEffect, times?: number | null): Promise<void>;
};

export type Town = {
  random: Random;
  queue: BadQueue;
  pagarme: RunningSandbox;
  stripe: StripeStand;
  merchants: Merchant[];
  /** Lets time pass for everybody, and what falls due at the gateways happen. */
  skip(ms: number): Promise<void>;
  /** From now on the gateways work as they should. */
  calm(): Promise<void>;
  close(): Promise<void>;
};

const stripeAccounts = ["acct_moneyone", "acct_moneytwo"];

export async function buildTown(seed: number): Promise<Town> {
  const random = seededRandom(seed);
  const queue = await startBadQueue(random, moneyConsumers());
  const doors = await openDoors();
  const pagarme = await startPagarmeStand();
  const stripe = await startStripeStand(doors, stripeAccounts);
  const merchants = [
    await openPagarmeShop(pagarme, doors, { pixDiscountPercent: 10, maxInstalments: 6, freeInstalments: 2, monthlyInterestPoints: 199 }),
    await openPagarmeShop(pagarme, doors, { lateMoney: "hold" }),
    await openStripeShop(stripe, stripeAccounts[0] ?? ""),
    await openStripeShop(stripe, stripeAccounts[1] ?? ""),
  ];
  return {
    random,
    queue,
    pagarme,
    stripe,
    merchants,
    skip: async (ms) => {
      skipTime(ms);
      await pagarme.advance(1);
      await stripe.control("/clock", { advanceSeconds: 1 });
    },
    calm: async () => {
      for (const base of [pagarme.siteBase, stripe.url]) await fetch(`${base}/_sandbox/faults`, { method: "DELETE" });
    },
    close: async () => {
      await queue.close();
      await pagarme.close();
      await stripe.close();
      await doors.close();
    },
  };
}

async function openPagarmeShop(sandbox: RunningSandbox, doors: Doors, terms: Partial<PaymentTerms>): Promise<Merchant> {
  const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  const account = await sandbox.sandbox.createAccount({ name: "Loja", payer: "by_hand" });
  const { id: externalId, publicKey, secretKey } = account;
  const accountId = await makeAccount(store, { externalId, publicKey, secretKey }, { boleto: true, minInstalmentCents: 0, ...terms });
  const row = await within(store, (tx) =>
    tx.gatewayAccount.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id: accountId } } }),
  );
  const [user = "", password = ""] = openNoticeSecret(row).split(":");
  const noticeUrl = `${doors.url}/api/webhooks/pagarme/${row.noticeKey}`;
  await post(`${sandbox.siteBase}/_sandbox/accounts/${externalId}/endpoints`, { url: noticeUrl, user, password });
  const chargeId = async (attemptId: string): Promise<string> => {
    const { gatewayRef } = await attemptOf(store, attemptId);
    if (!gatewayRef) throw new Error(`attempt ${attemptId} is not at the gateway`);
    const found = await sandbox.call("GET", `/charges?order_id=${gatewayRef}`, { secretKey });
    const [first] = found.body.data as { id: string }[];
    return first?.id ?? "";
  };
  const operations = { charge: "POST /orders", find: "GET /orders/{id}", refund: "DELETE /charges/{id}", cancel: "DELETE /charges/{id}" };
  return {
    provider: "pagarme",
    store,
    accountId,
    rateId: await makeRate(store),
    noticeUrl,
    noticeHeaders: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` },
    pay: async (attemptId, how = "pay") => {
      if (!(await attemptOf(store, attemptId)).gatewayRef) return false;
      await sandbox.press(`/pay/${await chargeId(attemptId)}`, { action: how });
      return true;
    },
    refundInPanel: async (attemptId, cents) => {
      const amount = cents === null ? "" : (cents / 100).toFixed(2);
      await sandbox.press(`/panel/${await chargeId(attemptId)}`, { action: "refund", amount });
    },
    knows: async (attemptId) => {
      const { gatewayCode } = await attemptOf(store, attemptId);
      const found = await sandbox.call("GET", `/orders?code=${gatewayCode}`, { secretKey });
      return (found.body.data as unknown[]).length > 0;
    },
    dispute: async (attemptId) => sandbox.press(`/panel/${await chargeId(attemptId)}`, { action: "chargeback" }),
    cardToken: async (number) => {
      const card = { number, holder_name: "ANA SOUZA", exp_month: 12, exp_year: 2039, cvv: "123" };
      const made = await post(`${sandbox.apiBase}/tokens?appId=${publicKey}`, { type: "card", card });
      return String(Object(made).id);
    },
    disturb: (operation, effect) => sandbox.fault({ operation: operations[operation], effect }),
    disturbNotice: (effect, times = 1) => sandbox.fault({ operation: "*", effect, times }),
  };
}

async function openStripeShop(stand: StripeStand, externalId: string): Promise<Merchant> {
  const store = await makeStore({ locale: "en", currency: "USD", country: "US" });
  const accountId = await makeAccount(store, { provider: "stripe", externalId, publicKey: "", secretKey: "" });
  const operations = {
    charge: "POST /v1/checkout/sessions",
    find: "GET /v1/checkout/sessions/{id}",
    refund: "POST /v1/refunds",
    cancel: "POST /v1/checkout/sessions/{id}/expire",
  };
  const chargeId = async (attemptId: string): Promise<string> => {
    const { gatewayCode } = await attemptOf(store, attemptId);
    const answer = await fetch(`${stand.url}/v1/charges?limit=100`, {
      headers: { authorization: "Bearer sk_test_contract", "stripe-account": externalId },
    });
    const { data } = (await answer.json()) as { data: { id: string; paid: boolean; metadata: Record<string, string> }[] };
    return data.find(({ metadata, paid }) => paid && metadata.reference === gatewayCode)?.id ?? "";
  };
  return {
    provider: "stripe",
    store,
    accountId,
    rateId: await makeRate(store),
    noticeUrl: "",
    noticeHeaders: {},
    pay: async (attemptId) => {
      const { redirectUrl } = await attemptOf(store, attemptId);
      return redirectUrl ? (await payWith(redirectUrl, "4242424242424242")).status === 303 : false;
    },
    refundInPanel: async (attemptId, cents) => {
      await stand.control(`/charges/${await chargeId(attemptId)}/refund`, cents === null ? {} : { amount: cents });
    },
    knows: async (attemptId) => (await chargeId(attemptId)) !== "",
    dispute: async (attemptId) => void (await stand.control(`/charges/${await chargeId(attemptId)}/dispute`, {})),
    cardToken: async () => null,
    disturb: (operation, effect) => stand.fault(operations[operation], effect),
    disturbNotice: (effect, times = 1) => stand.fault("*", effect, times),
  };
}

export function within<Value>(store: StoreView, work: (tx: StoreTx) => Promise<Value>): Promise<Value> {
  return withStore(store.id, work);
}

export function attemptOf(store: StoreView, id: string) {
  return within(store, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } } }));
}

export function orderOf(store: StoreView, id: string) {
  return within(store, (tx) =>
    tx.order.findUniqueOrThrow({
      where: { storeId_id: { storeId: store.id, id } },
      include: { payment: { include: { attempts: { orderBy: { attemptNo: "asc" } }, refunds: true, ledger: true } } },
    }),
  );
}

export function setStoreStatus(store: StoreView, status: "active" | "suspended"): Promise<unknown> {
  return withPlatform((tx) => tx.store.update({ where: { id: store.id }, data: { status } }));
}
