import { randomUUID } from "node:crypto";
import { pagarmeGateway } from "@/lib/payments/gateways/pagarme";
import type { ChargeRequest, GatewayCredentials, PaymentState } from "@/lib/payments/gateways/port";
import type { Account } from "@/local/pagarme/model";
import { chargeRequest } from "@/tests/contract/gateways/charge-request";
import type { Disturbed, GatewayStand } from "@/tests/contract/gateways/stand";
import { asOrder } from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

const operations: Record<Disturbed, string> = {
  charge: "POST /orders",
  find: "GET /orders/{id}",
  refund: "DELETE /charges/{id}",
  cancel: "DELETE /charges/{id}",
};

/** Pagar.me: the payment that waits is a Pix; disputes are of cards. */
export async function startPagarmeStand(): Promise<GatewayStand> {
  const sandbox = await startSandbox();
  const { apiBase } = sandbox;
  const gateway = pagarmeGateway({ apiBase });
  const credentials = credentialsOf(sandbox.account);
  return {
    gateway,
    impatient: pagarmeGateway({ apiBase, timeoutMs: 1500 }),
    unreachable: pagarmeGateway({ apiBase: "http://127.0.0.1:9/core/v5", timeoutMs: 500 }),
    credentials,
    strangerCredentials: credentialsOf(await sandbox.sandbox.createAccount({ name: "Harbor" })),
    wrongCredentials: { accountId: "", publicKey: "pk_test_nobody", secretKey: "sk_test_nobody" },
    request,
    pay: async (state) => sandbox.press(`/pay/${await chargeId(sandbox, state)}`, { action: "pay" }),
    lapse: async (state) => sandbox.press(`/pay/${await chargeId(sandbox, state)}`, { action: "expire" }),
    refundInDashboard: async (state, amountCents) => {
      const amount = amountCents === null ? "" : (amountCents / 100).toFixed(2);
      await sandbox.press(`/panel/${await chargeId(sandbox, state)}`, { action: "refund", amount });
    },
    paidThenDisputed: async () => {
      const token = await sandbox.token("4000000000000069");
      const answer = await gateway.charge(credentials, request({ method: { kind: "card", token, instalments: 1 } }));
      if (answer.kind !== "state") throw new Error(`the card should have been charged: ${JSON.stringify(answer)}`);
      await sandbox.advance(120);
      return answer.state;
    },
    winDispute: async (state) => sandbox.press(`/panel/${await chargeId(sandbox, state)}`, { action: "reverse" }),
    refundThatComesBack: null,
    disturb: (operation, effect) => sandbox.fault({ operation: operations[operation], effect }),
    close: sandbox.close,
  };
}

function request(changes: Partial<ChargeRequest> = {}): ChargeRequest {
  return chargeRequest({ reference: `ref-${randomUUID().slice(0, 13)}`, ...changes });
}

export function credentialsOf(account: Account): GatewayCredentials {
  return { accountId: account.id, publicKey: account.publicKey, secretKey: account.secretKey };
}

export async function chargeId(sandbox: RunningSandbox, state: PaymentState): Promise<string> {
  return asOrder(await sandbox.call("GET", `/orders/${state.gatewayRef}`)).charges[0].id;
}
