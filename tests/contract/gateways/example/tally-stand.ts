import { randomUUID } from "node:crypto";
import type { ChargeRequest, GatewayCredentials } from "@/lib/payments/gateways/port";
import { chargeRequest } from "@/tests/contract/gateways/charge-request";
import type { GatewayStand } from "@/tests/contract/gateways/stand";
import { tallyGateway } from "./tally";
import { startTally } from "./tally-provider";

/** The example's provider and adapter, with what the suite needs a shopper or merchant to do. */
export async function startTallyStand(): Promise<GatewayStand> {
  const tally = await startTally(["first", "second"]);
  const [first, second] = tally.merchants.map(({ id, key }): GatewayCredentials => ({ accountId: id, publicKey: "", secretKey: key }));
  if (!first || !second) throw new Error("two merchants were asked for");
  const gateway = tallyGateway({ apiBase: tally.apiBase });
  return {
    gateway,
    impatient: tallyGateway({ apiBase: tally.apiBase, timeoutMs: 500 }),
    unreachable: tallyGateway({ apiBase: "http://127.0.0.1:9", timeoutMs: 500 }),
    credentials: first,
    strangerCredentials: second,
    wrongCredentials: { accountId: "", publicKey: "", secretKey: "key_of_nobody" },
    request,
    pay: async ({ gatewayRef }) => tally.bill(gatewayRef).pay(),
    lapse: async ({ gatewayRef }) => tally.bill(gatewayRef).lapse(),
    refundInDashboard: async ({ gatewayRef }, amountCents) => tally.bill(gatewayRef).giveBack(amountCents),
    paidThenDisputed: async () => {
      const answer = await gateway.charge(first, request());
      if (answer.kind !== "state") throw new Error(`the bill should have been made: ${JSON.stringify(answer)}`);
      tally.bill(answer.state.gatewayRef).pay();
      tally.bill(answer.state.gatewayRef).contest();
      return answer.state;
    },
    winDispute: async ({ gatewayRef }) => tally.bill(gatewayRef).win(),
    refundThatComesBack: null,
    disturb: async (operation, effect) => tally.disturb(operation, effect),
    close: tally.close,
  };
}

function request(changes: Partial<ChargeRequest> = {}): ChargeRequest {
  const pages = { successUrl: "http://shop.test/orders/t?returned=paid", cancelUrl: "http://shop.test/orders/t?returned=cancelled" };
  const method = { kind: "hosted" as const, ...pages, expiresAt: new Date(Date.now() + 35 * 60_000) };
  return chargeRequest({ reference: `ref-${randomUUID().slice(0, 13)}`, currency: "USD", locale: "en", method, ...changes });
}
