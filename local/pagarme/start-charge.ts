import type { Context } from "@/local/pagarme/emit";
import type { BoletoMethod, Charge, Order, PixMethod, Planned } from "@/local/pagarme/model";
import { boletoPayment, type CardOutcome, isPixPaid, LATER_SECONDS, planned } from "@/local/pagarme/simulator";
import { authorize, type Change, capture, refuse, withPlan } from "@/local/pagarme/transitions";
import { randomDigits, vendorId } from "@/local/pagarme/vendor-id";

const DAY_SECONDS = 86_400;

export type NewCharge = { order: Order; method: Charge["method"]; amount: number; metadata: Record<string, unknown>; id: string };

/** A charge before anything happened to it. */
export function newCharge(context: Context, input: NewCharge): Charge {
  const at = context.now.toISOString();
  const { order, method, amount, metadata, id } = input;
  const times = { createdAt: at, updatedAt: at };
  const transaction = {
    id: vendorId("tran"),
    gatewayId: randomDigits(10),
    amount,
    status: "waiting_payment",
    success: true,
    attempt: 1,
    errors: [],
    ...times,
  };
  return {
    id,
    orderId: order.id,
    code: order.code,
    gatewayId: randomDigits(10),
    amount,
    paidAmount: 0,
    canceledAmount: 0,
    status: "pending",
    method,
    transaction,
    customer: order.customer,
    metadata,
    dueAt: method.type === "boleto" ? method.dueAt : undefined,
    plan: [],
    wakeAt: null,
    ...times,
  };
}

/** Runs a card through the simulator's verdict. */
export function startCard(context: Context, charge: Charge, outcome: CardOutcome): Change {
  const { now } = context;
  if (outcome.kind === "refused") {
    const change = refuse(charge, { word: "not_authorized", code: outcome.code, message: outcome.message }, now);
    return { ...change, charge: { ...change.charge, transaction: { ...change.charge.transaction, antifraud: outcome.antifraud } } };
  }
  if (outcome.kind === "undecided") {
    const transaction = { ...charge.transaction, status: outcome.status === "processing" ? "analyzing" : "waiting_capture" };
    const undecided: Charge = { ...charge, status: outcome.status, transaction };
    return { charge: withPlan(undecided, [planned(outcome.next, now, outcome.afterSeconds)]), event: `charge.${outcome.status}` };
  }
  const change = succeed(charge, now);
  const next = outcome.next ? [planned(outcome.next, now, outcome.afterSeconds)] : [];
  return { ...change, charge: withPlan(change.charge, next) };
}

/** The issuer agrees: the amount is taken, or only reserved when the charge was made that way. */
export function succeed(charge: Charge, now: Date): Change {
  const isTaken = charge.method.type !== "credit_card" || charge.method.operation === "auth_and_capture";
  const agreed = { ...charge, transaction: { ...charge.transaction, acquirer: { code: "00", message: "Transação aprovada com sucesso" } } };
  const approved: Charge = { ...agreed, transaction: { ...agreed.transaction, antifraud: "approved" } };
  return isTaken ? capture(approved, charge.amount, now) : authorize(approved, now);
}

/** A Pix waits for its payer until it expires. In simulator accounts it pays itself, or is refused above the vendor's limit. */
export function startPix(context: Context, charge: Charge, method: PixMethod): Change {
  const { account, now } = context;
  const isSimulated = account.payer === "simulator";
  if (isSimulated && !isPixPaid(charge.amount)) {
    return refuse(charge, { word: "failed", code: "400", message: "O simulador recusa Pix acima de R$ 500,00" }, now);
  }
  const plan: Planned[] = [{ at: seconds(method.expiresAt), step: { kind: "expire" } }];
  if (isSimulated) plan.push(planned({ kind: "pay", amount: charge.amount }, now, LATER_SECONDS));
  return { charge: withPlan(charge, plan), event: "charge.pending" };
}

/** A boleto waits for its payer; it lapses only when a last day for late payment was set. */
export function startBoleto(context: Context, charge: Charge, boleto: { method: BoletoMethod; maxLateDays: number | undefined }): Change {
  const { account, now } = context;
  const amount = account.payer === "simulator" ? boletoPayment(boleto.method.billingAddress.zip_code, charge.amount) : null;
  const plan: Planned[] = [];
  if (boleto.maxLateDays !== undefined) {
    plan.push({ at: seconds(boleto.method.dueAt) + boleto.maxLateDays * DAY_SECONDS, step: { kind: "expire" } });
  }
  if (amount !== null) plan.push(planned({ kind: "pay", amount }, now, LATER_SECONDS));
  const issued = { ...charge, transaction: { ...charge.transaction, status: "generated" } };
  return { charge: withPlan(issued, plan), event: "charge.pending" };
}

function seconds(iso: string): number {
  return Math.ceil(Date.parse(iso) / 1000);
}
