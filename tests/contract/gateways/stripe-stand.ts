import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import type { ChargeRequest, GatewayCredentials, PaymentState } from "@/lib/payments/gateways/port";
import { stripeGateway } from "@/lib/payments/gateways/stripe";
import { chargeRequest } from "@/tests/contract/gateways/charge-request";
import type { Disturbed, GatewayStand } from "@/tests/contract/gateways/stand";
import { type Harness, MERCHANT, SECRET_KEY, startHarness } from "@/tests/contract/stripe/harness";
import { CARDS, payWith } from "@/tests/contract/stripe/shopper";

const operations: Record<Disturbed, string> = {
  charge: "POST /v1/checkout/sessions",
  find: "GET /v1/checkout/sessions/{id}",
  refund: "POST /v1/refunds",
  cancel: "POST /v1/checkout/sessions/{id}/expire",
};

const pageMinutes = 35;
const stranger = "acct_contractstranger";

/** Stripe: the payment that waits is a hosted page, paid there by card. */
export async function startStripeStand(): Promise<GatewayStand> {
  const harness = await startHarness(schemaName());
  await harness.control("/accounts", { id: stranger });
  let skippedMinutes = 0;
  /** Answers with a status that nobody knows were asked for: they are meant to be outside of the description. */
  let hasStagedWord = false;
  const port = new URL(harness.url).port;
  const gateway = stripeGateway(clientAt(port, 20_000));
  const credentials = credentialsOf(MERCHANT);
  const payCard = (card: string) => async (state: PaymentState) => {
    const page = await payWith(state.display.redirectUrl ?? "", card);
    if (page.status !== 303) throw new Error(`the hosted page answered ${page.status}`);
  };
  return {
    gateway,
    impatient: stripeGateway(clientAt(port, 1500)),
    unreachable: stripeGateway(clientAt("9", 500)),
    credentials,
    strangerCredentials: credentialsOf(stranger),
    wrongCredentials: credentialsOf("acct_nobody"),
    request: (changes) => request(skippedMinutes, changes),
    pay: payCard(CARDS.approved),
    lapse: async () => {
      await harness.advance(pageMinutes * 60);
      skippedMinutes += pageMinutes;
    },
    refundInDashboard: async (state, amountCents) => {
      await harness.control(`/charges/${await chargeIdOf(harness, state)}/refund`, amountCents === null ? {} : { amount: amountCents });
    },
    paidThenDisputed: async () => {
      const answer = await gateway.charge(credentials, request(skippedMinutes));
      if (answer.kind !== "state") throw new Error(`the page should have been made: ${JSON.stringify(answer)}`);
      await payCard(CARDS.disputed)(answer.state);
      await harness.advance(2);
      return answer.state;
    },
    winDispute: async (state) => {
      const answer = await gateway.find(credentials, { gatewayRef: state.gatewayRef, reference: "" });
      const dispute = answer.kind === "state" ? answer.state.disputes[0] : undefined;
      await harness.control(`/disputes/${dispute?.gatewayRef}/decide`, { outcome: "won" });
    },
    refundThatComesBack: async (state, amount) => {
      const made = (await harness.control(`/charges/${await chargeIdOf(harness, state)}/refund`, { amount })) as { id: string };
      await harness.control(`/refunds/${made.id}/fail`);
    },
    disturb: (operation, effect) => {
      hasStagedWord ||= effect.kind === "unknown_status";
      return harness.fault(operations[operation], effect);
    },
    close: async () => {
      await harness.close();
      const violations = harness.violations.filter(
        (one) => !(hasStagedWord && one.endsWith("status must be equal to one of the allowed values")),
      );
      if (violations.length > 0) throw new Error(`not as Stripe describes it:\n${violations.slice(0, 10).join("\n")}`);
    },
  };
}

function clientAt(port: string, timeout: number): Stripe {
  return new Stripe(SECRET_KEY, { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0, telemetry: false, timeout });
}

function credentialsOf(accountId: string): GatewayCredentials {
  return { accountId, publicKey: "", secretKey: "" };
}

function request(skippedMinutes: number, changes: Partial<ChargeRequest> = {}): ChargeRequest {
  const pages = { successUrl: "http://shop.test/orders/t?returned=paid", cancelUrl: "http://shop.test/orders/t?returned=cancelled" };
  const method = { kind: "hosted" as const, ...pages, expiresAt: new Date(Date.now() + (skippedMinutes + pageMinutes) * 60_000) };
  return chargeRequest({ reference: `ref-${randomUUID().slice(0, 13)}`, currency: "USD", locale: "en", method, ...changes });
}

async function chargeIdOf({ stripe, asMerchant }: Harness, state: PaymentState): Promise<string> {
  const session = await stripe.checkout.sessions.retrieve(state.gatewayRef, { expand: ["payment_intent"] }, asMerchant);
  const intent = session.payment_intent;
  const charge = intent && typeof intent !== "string" ? intent.latest_charge : null;
  if (typeof charge !== "string") throw new Error(`${state.gatewayRef} has no charge`);
  return charge;
}

/** Letters alone: what a schema may be called. */
function schemaName(): string {
  return `gateway_${randomUUID()
    .replaceAll("-", "")
    .replaceAll(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "g")}`;
}
