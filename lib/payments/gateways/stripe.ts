import { minuteMs } from "@/lib/core/time";
import { type Stripe, stripeRefusal } from "@/lib/stripe/client";
import type { BooksAnswer } from "./books";
import type { AttemptRef, Capabilities, ChargeRequest, CredentialCheck, Gateway, GatewayAnswer, RefundRequest } from "./port";
import { listStripePayments } from "./stripe-books";
import { sessionBody } from "./stripe-request";
import { chargeOf, stripeStateOf } from "./stripe-state";

export const stripeCapabilities: Capabilities = {
  methods: ["hosted"],
  currencies: ["BRL", "USD", "EUR"],
  instalments: false,
  partialRefunds: true,
  laterCapture: true,
  delayed: ["hosted"],
  tellsLostDisputes: true,
};

/** How many pages are looked through for a reference whose answer was lost. */
const maxSearched = 1000;
/** Between our clock and Stripe's; and how long after it was sent a call may at most be performed. */
const clockMarginMs = 5 * minuteMs;
const underWayMs = 15 * minuteMs;
const expand = ["payment_intent.latest_charge"];

/** The platform's client, acting for one connected account. */
type Api = { client: Stripe; stripeAccount: string };

/**
 * Stripe Checkout behind the port: direct charges on the store's connected account, by the platform's key. A lost answer is
 * `unknown`; the hosted page is found again by our reference (`client_reference_id`).
 */
export function stripeGateway(client: Stripe): Gateway {
  const apiOf = ({ accountId }: { accountId: string }): Api => ({ client, stripeAccount: accountId });
  return {
    provider: "stripe",
    capabilities: stripeCapabilities,
    charge: (credentials, request) => answered(() => openPage(apiOf(credentials), request)),
    find: (credentials, attempt) => asked(() => find(apiOf(credentials), attempt)),
    cancel: (credentials, attempt, key) => asked(() => cancel(apiOf(credentials), attempt, key)),
    capture: (credentials, attempt, key) => asked(() => capture(apiOf(credentials), attempt, key)),
    refund: (credentials, request) => answered(() => refund(apiOf(credentials), request)),
    checkCredentials: (credentials) => checkAccount(apiOf(credentials)),
    listPayments: (credentials, question) => listed(() => listStripePayments(apiOf(credentials), question)),
  };
}

/** Turns what Stripe throws into an answer: refusals are final, silence and server trouble are `unknown`. Bugs go on up. */
async function answered(call: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
  try {
    return await call();
  } catch (error) {
    const refusal = stripeRefusal(error);
    if (!refusal) throw error;
    const detail = [refusal.type, refusal.code].filter(Boolean).join(" ");
    if (isUndecided(refusal.status)) return { kind: "unknown", detail };
    if (refusal.status === 404 || refusal.code === "resource_missing") return { kind: "not_found" };
    return { kind: "rejected", failure: "gateway_refused", detail };
  }
}

/** The same for questions: a refusal (the account was disconnected) says nothing about the payment. */
async function asked(call: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
  const answer = await answered(call);
  return answer.kind === "rejected" ? { kind: "unknown", detail: answer.detail } : answer;
}

/** The same for the books: without an answer nothing is known of them; 403 says that the account is not the platform's any more. */
async function listed(list: () => Promise<BooksAnswer>): Promise<BooksAnswer> {
  try {
    return await list();
  } catch (error) {
    const refusal = stripeRefusal(error);
    if (!refusal) throw error;
    return { kind: refusal.status === 403 ? "refused" : "unknown", detail: [refusal.type, refusal.code].filter(Boolean).join(" ") };
  }
}

/** No answer, a conflict with itself, too many requests, server trouble: it may have happened. */
function isUndecided(status: number | null): boolean {
  return status === null || status === 409 || status === 429 || status >= 500;
}

async function openPage(api: Api, request: ChargeRequest): Promise<GatewayAnswer> {
  const { client, stripeAccount } = api;
  const coupon = request.discountCents > 0 ? await discountCoupon(api, request) : null;
  const session = await client.checkout.sessions.create(sessionBody(request, coupon), {
    stripeAccount,
    idempotencyKey: request.idempotencyKey,
  });
  if (session.amount_total !== request.amountCents) {
    await client.checkout.sessions.expire(session.id, {}, { stripeAccount });
    return { kind: "rejected", failure: "gateway_refused", detail: "the page would charge another amount" };
  }
  return { kind: "state", state: stripeStateOf({ session, intent: null, refunds: [], disputes: [] }) };
}

async function discountCoupon({ client, stripeAccount }: Api, request: ChargeRequest): Promise<string> {
  const coupon = await client.coupons.create(
    { amount_off: request.discountCents, currency: request.currency.toLowerCase(), duration: "once", max_redemptions: 1 },
    { stripeAccount, idempotencyKey: `${request.idempotencyKey}:discount` },
  );
  return coupon.id;
}

async function find(api: Api, attempt: AttemptRef): Promise<GatewayAnswer> {
  const id = attempt.gatewayRef ?? (await findSessionId(api, attempt));
  return id ? fetched(api, id) : { kind: "not_found" };
}

async function findSessionId({ client, stripeAccount }: Api, { reference, submittedAt }: AttemptRef): Promise<string | null> {
  const wanted = { limit: 100, ...(submittedAt ? { created: madeAround(submittedAt) } : {}) };
  let looked = 0;
  for await (const session of client.checkout.sessions.list(wanted, { stripeAccount })) {
    if (session.client_reference_id === reference) return session.id;
    looked += 1;
    if (looked >= maxSearched) return null;
  }
  return null;
}

/** Stripe lists the newest first, and a busy shop makes hundreds of pages an hour: only those of the attempt's time are looked at. */
function madeAround(submittedAt: Date): Stripe.RangeQueryParam {
  const seconds = (ms: number) => Math.floor((submittedAt.getTime() + ms) / 1000);
  return { gte: seconds(-clockMarginMs), lte: seconds(underWayMs) };
}

/**
 * The attempt as Stripe has it now. What became of refunds and disputes, only they tell: a charge whose refund failed looks as if
 * there had never been one.
 */
async function fetched({ client, stripeAccount }: Api, sessionId: string): Promise<GatewayAnswer> {
  const session = await client.checkout.sessions.retrieve(sessionId, { expand }, { stripeAccount });
  const intent = typeof session.payment_intent === "string" ? null : session.payment_intent;
  const charge = chargeOf(intent);
  const of = { payment_intent: intent?.id ?? "", limit: 100 };
  const [refunds, disputes] = await Promise.all([
    charge?.captured ? client.refunds.list(of, { stripeAccount }) : null,
    charge?.captured ? client.disputes.list(of, { stripeAccount }) : null,
  ]);
  return { kind: "state", state: stripeStateOf({ session, intent, refunds: refunds?.data ?? [], disputes: disputes?.data ?? [] }) };
}

/**
 * Whether it can still be ended is asked first: a page that was paid meanwhile is answered as it is. Ending the page and voiding
 * its payment have keys of their own: Stripe refuses a key that was used for another call.
 */
async function cancel(api: Api, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer> {
  const before = await find(api, attempt);
  if (before.kind !== "state") return before;
  const { gatewayRef, status } = before.state;
  const optionsOf = (act: string) => ({ stripeAccount: api.stripeAccount, idempotencyKey: `${idempotencyKey}:${act}` });
  if (status === "authorized") return onIntent(api, gatewayRef, (id) => api.client.paymentIntents.cancel(id, {}, optionsOf("void")));
  if (status !== "requires_action") return before;
  await api.client.checkout.sessions.expire(gatewayRef, {}, optionsOf("expire"));
  return fetched(api, gatewayRef);
}

async function capture(api: Api, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer> {
  const before = await find(api, attempt);
  if (before.kind !== "state" || before.state.status !== "authorized") return before;
  const options = { stripeAccount: api.stripeAccount, idempotencyKey };
  return onIntent(api, before.state.gatewayRef, (id) => api.client.paymentIntents.capture(id, {}, options));
}

async function refund(api: Api, { gatewayRef, amountCents, idempotencyKey }: RefundRequest): Promise<GatewayAnswer> {
  const options = { stripeAccount: api.stripeAccount, idempotencyKey };
  let refundRef = "";
  const answer = await onIntent(api, gatewayRef, async (payment_intent) => {
    const made = await api.client.refunds.create({ payment_intent, amount: amountCents, reason: "requested_by_customer" }, options);
    refundRef = made.id;
  });
  return answer.kind === "state" ? { kind: "state", state: { ...answer.state, refundRef } } : answer;
}

/** Acts on the payment behind a page and answers what it is then. */
async function onIntent(api: Api, sessionId: string, act: (intentId: string) => Promise<unknown>): Promise<GatewayAnswer> {
  const { client, stripeAccount } = api;
  const { payment_intent: intent } = await client.checkout.sessions.retrieve(sessionId, {}, { stripeAccount });
  const intentId = typeof intent === "string" ? intent : intent?.id;
  if (!intentId) return { kind: "not_found" };
  await act(intentId);
  return fetched(api, sessionId);
}

async function checkAccount({ client, stripeAccount }: Api): Promise<CredentialCheck> {
  try {
    const account = await client.accounts.retrieve(stripeAccount);
    return { ok: true, accountId: account.id };
  } catch (error) {
    const refusal = stripeRefusal(error);
    if (!refusal) throw error;
    return { ok: false, code: isUndecided(refusal.status) ? "unreachable" : "wrong_key" };
  }
}
