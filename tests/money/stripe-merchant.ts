import { payWith, submit } from "@/tests/contract/stripe/shopper";
import { makeAccount, makeRate } from "@/tests/factories/checkout";
import { makeStore } from "@/tests/factories/store";
import type { StripeStand } from "./gateways";
import type { Merchant } from "./merchant";
import { attemptOf } from "./rows";

/** A store in dollars whose shoppers pay on Stripe's page. */
export async function openStripeShop(stand: StripeStand, externalId: string): Promise<Merchant> {
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
    maxInstalments: 1,
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
    payLater: async (attemptId, ending) => {
      const { redirectUrl } = await attemptOf(store, attemptId);
      const fields = { email: "shopper@example.com", method: "us_bank_account", ending };
      return redirectUrl ? (await submit(redirectUrl, fields)).status === 303 : false;
    },
    dispute: async (attemptId) => void (await stand.control(`/charges/${await chargeId(attemptId)}/dispute`, {})),
    cardToken: async () => null,
    disturb: (operation, effect) => stand.fault(operations[operation], effect),
    disturbNotice: (effect, times = 1) => stand.fault("*", effect, times),
  };
}
