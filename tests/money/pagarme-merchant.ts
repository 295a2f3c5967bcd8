import { openNoticeSecret } from "@/lib/payments/accounts";
import type { PaymentTerms } from "@/lib/payments/terms";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeRate } from "@/tests/factories/checkout";
import { makeStore } from "@/tests/factories/store";
import { countStruck, type Doors, post } from "./gateways";
import type { Hint, Merchant } from "./merchant";
import { attemptOf, within } from "./rows";

/** A Brazilian store with an account of its own at the sandbox. */
export async function openPagarmeShop(sandbox: RunningSandbox, doors: Doors, terms: Partial<PaymentTerms>): Promise<Merchant> {
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
  const operations = {
    charge: "POST /orders",
    find: "GET /orders/{id}",
    refund: "DELETE /charges/{id}",
    cancel: "DELETE /charges/{id}",
    capture: "POST /charges/{id}/capture",
  };
  const knock = async ({ about, gatewayRef, gatewayCode }: Hint, headers: Record<string, string>) => {
    const order = { id: gatewayRef, code: gatewayCode };
    const [type, data] = about === "paid" ? ["order.paid", order] : ["charge.partial_canceled", { id: "ch_told", order }];
    const body = JSON.stringify({ id: `hook_${about}_${gatewayCode}`, type, data });
    return (await fetch(noticeUrl, { method: "POST", body, headers })).status;
  };
  return {
    provider: "pagarme",
    store,
    accountId,
    rateId: await makeRate(store),
    maxInstalments: terms.maxInstalments ?? 1,
    knock: (hint) => knock(hint, { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` }),
    knockAsStranger: (hint) => knock(hint, {}),
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
    payLater: async () => false,
    dispute: async (attemptId) => sandbox.press(`/panel/${await chargeId(attemptId)}`, { action: "chargeback" }),
    winDispute: async (attemptId) => sandbox.press(`/panel/${await chargeId(attemptId)}`, { action: "reverse" }),
    cardToken: async (number) => {
      const card = { number, holder_name: "ANA SOUZA", exp_month: 12, exp_year: 2039, cvv: "123" };
      const made = await post(`${sandbox.apiBase}/tokens?appId=${publicKey}`, { type: "card", card });
      return String(Object(made).id);
    },
    disturb: (operation, effect, times = 1) => sandbox.fault({ operation: operations[operation], effect, times }),
    countStruck: () => countStruck(sandbox.siteBase),
    disturbNotice: (effect, times = 1) => sandbox.fault({ operation: "*", effect, times }),
  };
}
