import { emit } from "@/local/stripe/emit";
import { newId } from "@/local/stripe/ids";
import { addBalance } from "@/local/stripe/payments/balance";
import type { CardBehaviour } from "@/local/stripe/payments/test-cards";
import { type Charge, charges, type PaymentIntent, type PaymentMethod } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

type Decline = Extract<CardBehaviour, { kind: "declines" }>;

export async function saveCharge(work: Work, charge: Charge): Promise<void> {
  await work.shelf.put(charges, charge.id, charge);
}

/** Money taken at once, or held for a later capture. */
export async function createPaidCharge(work: Work, intent: PaymentIntent, method: PaymentMethod): Promise<Charge> {
  const isCaptured = intent.capture_method !== "manual";
  const paid: Charge = { ...(await startedCharge(work, intent, method)), status: "succeeded", paid: true, outcome: AUTHORIZED };
  const charge = isCaptured ? await captured(work, paid, intent.amount) : paid;
  await saveCharge(work, charge);
  await emit(work, "charge.succeeded", charge);
  return charge;
}

export async function createFailedCharge(
  work: Work,
  payment: { intent: PaymentIntent; method: PaymentMethod; decline: Decline },
): Promise<Charge> {
  const { intent, method, decline } = payment;
  const charge: Charge = {
    ...(await startedCharge(work, intent, method)),
    status: "failed",
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: {
      ...AUTHORIZED,
      network_status: "declined_by_network",
      reason: decline.declineCode ?? decline.code,
      seller_message: "The bank declined the payment.",
      type: "issuer_declined",
    },
  };
  await saveCharge(work, charge);
  await emit(work, "charge.failed", charge);
  return charge;
}

/** Waiting for a bank: becomes succeeded or failed later. */
export async function createPendingCharge(work: Work, intent: PaymentIntent, method: PaymentMethod): Promise<Charge> {
  const charge: Charge = { ...newCharge(work, intent, method), status: "pending", outcome: AUTHORIZED };
  await saveCharge(work, charge);
  await emit(work, "charge.pending", charge);
  return charge;
}

/** Takes `amountCents` of what the charge holds. */
export async function captured(work: Work, charge: Charge, amountCents: number): Promise<Charge> {
  const balanceTransaction = await addBalance(work, { type: "charge", amount: amountCents, currency: charge.currency, source: charge.id });
  return { ...charge, captured: true, amount_captured: amountCents, balance_transaction: balanceTransaction };
}

/** A charge that waited for the bank goes on; otherwise a new one begins. */
async function startedCharge(work: Work, intent: PaymentIntent, method: PaymentMethod): Promise<Charge> {
  const latest = intent.latest_charge ? await work.shelf.get(charges, intent.latest_charge) : null;
  return latest?.status === "pending" ? latest : newCharge(work, intent, method);
}

const AUTHORIZED = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  seller_message: "Payment complete.",
  type: "authorized",
} as const satisfies Charge["outcome"];

function newCharge(work: Work, intent: PaymentIntent, method: PaymentMethod): Charge {
  const id = newId("ch");
  return {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: { ...method.billing_details },
    calculated_statement_descriptor: "SANDBOX",
    captured: false,
    created: work.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: `${work.house.publicUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: "pending",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function methodDetails(method: PaymentMethod, amountCents: number): Charge["payment_method_details"] {
  const { card } = method;
  if (!card) return { type: method.type };

  return {
    type: "card",
    card: {
      amount_authorized: amountCents,
      authorization_code: "123456",
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
