import { type Stripe, stripe, stripeRefusal } from "@/lib/stripe/client";
import type { AttemptRef, Capabilities, ChargeRequest, Gateway, GatewayAnswer, GatewayCredentials, RefundRequest } from "./port";
import { sessionBody } from "./stripe-request";
import { chargeOf, stripeStateOf } from "./stripe-state";

export const stripeCapabilities: Capabilities = {
  methods: ["hosted"],
  currencies: ["BRL", "USD", "EUR"],
  instalments: false,
  partialRefunds: true,
  delayed: ["hosted"],
};

/** Pages of a hundred sessions that are looked through for a reference whose answer was lost. */
const maxSearched = 300;
const expand = ["payment_intent.latest_charge"];

/**
 * Stripe Checkout behind the port: direct charges on the store's connected account, by the platform's key. A lost answer is
 * `unknown`; the hosted page is found again by our reference (`client_reference_id`).
 */
export const stripeGateway: Gateway = {
  provider: "stripe",
  capabilities: stripeCapabilities,
  charge: (credentials, request) => answered(() => openPage(credentials, request)),
  find: (credentials, attempt) => answered(() => find(credentials, attempt)),
  cancel: (credentials, attempt, idempotencyKey) => answered(() => cancel(credentials, attempt, idempotencyKey)),
  capture: (credentials, attempt, idempotencyKey) => answered(() => capture(credentials, attempt, idempotencyKey)),
  refund: (credentials, request) => answered(() => refund(credentials, request)),

  async checkCredentials({ accountId }) {
    try {
      const account = await stripe().accounts.retrieve(accountId);
      return { ok: true, accountId: account.id };
    } catch (error) {
      const refusal = stripeRefusal(error);
      if (!refusal) throw error;
      return { ok: false, code: isUndecided(refusal.status) ? "unreachable" : "wrong_key" };
    }
  },
};

/** Turns what Stripe throws into an answer: refusals are final, silence and server trouble are `unknown`. Bugs go on up. */
async function answered(call: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
  try {
    return await call();
  } catch (error) {
    const refusal = stripeRefusal(error);
    if (!refusal) throw error;
    const detail = `${refusal.type} ${refusal.code ?? ""}`.trim();
    if (isUndecided(refusal.status)) return { kind: "unknown", detail };
    if (refusal.status === 404 || refusal.code === "resource_missing") return { kind: "not_found" };
    return { kind: "rejected", failure: "gateway_refused", detail };
  }
}

/** No answer, a conflict with itself, too many requests, server trouble: it may have happened. */
function isUndecided(status: number | null): boolean {
  return status === null || status === 409 || status === 429 || status >= 500;
}

async function openPage(credentials: GatewayCredentials, request: ChargeRequest): Promise<GatewayAnswer> {
  const options = { stripeAccount: credentials.accountId, idempotencyKey: request.idempotencyKey };
  const coupon = request.discountCents > 0 ? await discountCoupon(credentials, request) : null;
  const session = await stripe().checkout.sessions.create(sessionBody(request, coupon), options);
  if (session.amount_total !== request.amountCents) {
    await stripe().checkout.sessions.expire(session.id, {}, { stripeAccount: credentials.accountId });
    return { kind: "rejected", failure: "gateway_refused", detail: "the page would charge another amount" };
  }
  return { kind: "state", state: stripeStateOf({ session, intent: null, refunds: [], disputes: [] }) };
}

async function discountCoupon({ accountId }: GatewayCredentials, request: ChargeRequest): Promise<string> {
  const coupon = await stripe().coupons.create(
    { amount_off: request.discountCents, currency: request.currency.toLowerCase(), duration: "once", max_redemptions: 1 },
    { stripeAccount: accountId, idempotencyKey: `${request.idempotencyKey}:discount` },
  );
  return coupon.id;
}

async function find(credentials: GatewayCredentials, attempt: AttemptRef): Promise<GatewayAnswer> {
  const id = attempt.gatewayRef ?? (await findSessionId(credentials, attempt.reference));
  return id ? fetched(credentials, id) : { kind: "not_found" };
}

async function findSessionId({ accountId }: GatewayCredentials, reference: string): Promise<string | null> {
  let looked = 0;
  for await (const session of stripe().checkout.sessions.list({ limit: 100 }, { stripeAccount: accountId })) {
    if (session.client_reference_id === reference) return session.id;
    looked += 1;
    if (looked >= maxSearched) return null;
  }
  return null;
}

/** The attempt as Stripe has it now. Refunds and disputes are asked for only where the charge says that there are any. */
async function fetched({ accountId: stripeAccount }: GatewayCredentials, sessionId: string): Promise<GatewayAnswer> {
  const session = await stripe().checkout.sessions.retrieve(sessionId, { expand }, { stripeAccount });
  const intent = typeof session.payment_intent === "string" ? null : session.payment_intent;
  const charge = chargeOf(intent);
  const of = { payment_intent: intent?.id ?? "", limit: 100 };
  const [refunds, disputes] = await Promise.all([
    charge && charge.amount_refunded > 0 ? stripe().refunds.list(of, { stripeAccount }) : null,
    charge?.disputed ? stripe().disputes.list(of, { stripeAccount }) : null,
  ]);
  const record = { session, intent, refunds: refunds?.data ?? [], disputes: disputes?.data ?? [] };
  return { kind: "state", state: stripeStateOf(record) };
}

async function cancel(credentials: GatewayCredentials, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer> {
  const before = await find(credentials, attempt);
  if (before.kind !== "state") return before;
  const { gatewayRef, status } = before.state;
  if (status === "authorized")
    return withIntent(credentials, gatewayRef, (id, options) => stripe().paymentIntents.cancel(id, {}, options), idempotencyKey);
  if (status !== "requires_action") return before;
  await stripe().checkout.sessions.expire(gatewayRef, {}, { stripeAccount: credentials.accountId, idempotencyKey });
  return fetched(credentials, gatewayRef);
}

async function capture(credentials: GatewayCredentials, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer> {
  const before = await find(credentials, attempt);
  if (before.kind !== "state" || before.state.status !== "authorized") return before;
  return withIntent(
    credentials,
    before.state.gatewayRef,
    (id, options) => stripe().paymentIntents.capture(id, {}, options),
    idempotencyKey,
  );
}

type OnIntent = (intentId: string, options: Stripe.RequestOptions) => Promise<unknown>;

async function withIntent(
  credentials: GatewayCredentials,
  sessionId: string,
  act: OnIntent,
  idempotencyKey: string,
): Promise<GatewayAnswer> {
  const stripeAccount = credentials.accountId;
  const session = await stripe().checkout.sessions.retrieve(sessionId, {}, { stripeAccount });
  const intent = session.payment_intent;
  const intentId = typeof intent === "string" ? intent : intent?.id;
  if (!intentId) return { kind: "not_found" };
  await act(intentId, { stripeAccount, idempotencyKey });
  return fetched(credentials, sessionId);
}

async function refund(credentials: GatewayCredentials, request: RefundRequest): Promise<GatewayAnswer> {
  return withIntent(
    credentials,
    request.gatewayRef,
    (payment_intent, options) =>
      stripe().refunds.create({ payment_intent, amount: request.amountCents, reason: "requested_by_customer" }, options),
    request.idempotencyKey,
  );
}
