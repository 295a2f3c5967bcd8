import { createHmac } from "node:crypto";
import { z } from "zod";
import { CONNECT_SECRET, SECRET_KEY } from "@/tests/contract/stripe/harness";
import { CARDS, payWith, submit } from "@/tests/contract/stripe/shopper";
import { makeAccount, makeRate } from "@/tests/factories/checkout";
import { makeStore } from "@/tests/factories/store";
import { countStruck, type Doors, type StripeStand } from "./gateways";
import type { Hint, Merchant } from "./merchant";
import { attemptOf } from "./rows";

const idList = z.object({ data: z.array(z.object({ id: z.string() })) });
const chargeList = z.object({ data: z.array(z.object({ id: z.string(), paid: z.boolean(), metadata: z.record(z.string(), z.string()) })) });
const pageList = z.object({ data: z.array(z.object({ client_reference_id: z.string().nullable() })) });

/** A store in dollars whose shoppers pay on Stripe's page. */
export async function openStripeShop(stand: StripeStand, doors: Doors, externalId: string): Promise<Merchant> {
  const doorUrl = `${doors.url}/api/webhooks/stripe`;
  const store = await makeStore({ locale: "en", currency: "USD", country: "US" });
  const accountId = await makeAccount(store, { provider: "stripe", externalId, publicKey: "", secretKey: "" });
  const operations = {
    charge: "POST /v1/checkout/sessions",
    find: "GET /v1/checkout/sessions/{id}",
    refund: "POST /v1/refunds",
    cancel: "POST /v1/checkout/sessions/{id}/expire",
    capture: "POST /v1/payment_intents/{id}/capture",
  };
  const ask = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${SECRET_KEY}`, "stripe-account": externalId };
    return (await fetch(`${stand.url}${path}`, { headers })).json();
  };
  const chargeId = async (attemptId: string): Promise<string> => {
    const { gatewayCode } = await attemptOf(store, attemptId);
    const { data } = chargeList.parse(await ask("/v1/charges?limit=100"));
    return data.find(({ metadata, paid }) => paid && metadata.reference === gatewayCode)?.id ?? "";
  };
  const knock = async (hint: Hint, secret: string) => {
    const body = JSON.stringify(eventOf(hint, externalId));
    return (await fetch(doorUrl, { method: "POST", body, headers: { "stripe-signature": signatureOf(body, secret) } })).status;
  };
  return {
    provider: "stripe",
    store,
    accountId,
    rateId: await makeRate(store),
    maxInstalments: 1,
    knock: (hint) => knock(hint, CONNECT_SECRET),
    knockAsStranger: (hint) => knock(hint, "whsec_of_somebody_else"),
    pay: async (attemptId, how = "pay") => {
      const { redirectUrl } = await attemptOf(store, attemptId);
      if (!redirectUrl || how === "again") return false;
      if (how === "smaller") await stand.fault("POST /c/pay/{id}", { kind: "wrong_amount", amount: 100 });
      return (await payWith(redirectUrl, CARDS.approved)).status === 303;
    },
    refundInPanel: async (attemptId, cents) => {
      await stand.control(`/charges/${await chargeId(attemptId)}/refund`, cents === null ? {} : { amount: cents });
    },
    knows: async (attemptId) => {
      const { gatewayCode } = await attemptOf(store, attemptId);
      const { data } = pageList.parse(await ask("/v1/checkout/sessions?limit=100"));
      return data.some(({ client_reference_id }) => client_reference_id === gatewayCode);
    },
    payLater: async (attemptId, ending) => {
      const { redirectUrl } = await attemptOf(store, attemptId);
      const fields = { email: "shopper@example.com", method: "us_bank_account", ending };
      return redirectUrl ? (await submit(redirectUrl, fields)).status === 303 : false;
    },
    dispute: async (attemptId) => void (await stand.control(`/charges/${await chargeId(attemptId)}/dispute`, {})),
    winDispute: async (attemptId) => {
      const { data } = idList.parse(await ask(`/v1/disputes?charge=${await chargeId(attemptId)}`));
      await stand.control(`/disputes/${data[0]?.id}/decide`, { outcome: "won" });
    },
    cardToken: async () => null,
    disturb: (operation, effect, times = 1) => stand.fault(operations[operation], effect, times),
    countStruck: () => countStruck(stand.url),
    disturbNotice: (effect, times = 1) => stand.fault("*", effect, times),
  };
}

/** An event of a connected account about its page, or about the charge that came of it. */
function eventOf({ about, gatewayRef, gatewayCode }: Hint, account: string): object {
  const page = { id: gatewayRef, object: "checkout.session", client_reference_id: gatewayCode };
  const charge = { id: "ch_told", object: "charge", payment_intent: null, metadata: { reference: gatewayCode } };
  const [type, object] = about === "paid" ? ["checkout.session.completed", page] : ["charge.refunded", charge];
  return { id: `evt_${about}_${gatewayCode}`, object: "event", account, type, data: { object } };
}

/** As the vendor signs: https://docs.stripe.com/webhooks#verify-manually */
function signatureOf(body: string, secret: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
