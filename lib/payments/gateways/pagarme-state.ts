import { endOfDueDay } from "@/lib/payments/gateways/pagarme-boleto";
import { chargeOf, type PagarmeCharge, type PagarmeOrder, readTime } from "@/lib/payments/gateways/pagarme-order";
import type {
  DisputeState,
  FailedRefund,
  FailureCode,
  GatewayStatus,
  MoneyFact,
  PaymentDisplay,
  PaymentState,
  ProcessingFacts,
} from "@/lib/payments/gateways/port";

const chargeWords = new Set(["pending", "processing", "paid", "overpaid", "underpaid", "failed", "canceled", "chargedback"]);

/** Words of `last_transaction.status` that the vendor documents or its own modules use. */
const transactionWords = new Set([
  ..."authorized_pending_capture not_authorized captured partial_capture waiting_capture refunded voided partial_refunded".split(" "),
  ..."partial_void error_on_voiding error_on_refunding waiting_cancellation with_error failed chargedback".split(" "),
  ..."pending_refund pending_review analyzing waiting_payment paid expired generated viewed underpaid overpaid processing".split(" "),
]);

/** Where the attempt stands and what money moved, read from the order alone. An unknown word is told and changes nothing. */
export function stateOf(order: PagarmeOrder): PaymentState {
  const charge = chargeOf(order);
  const word = charge.last_transaction?.status ?? null;
  const isKnown = chargeWords.has(charge.status);
  const status = isKnown ? statusOf(charge) : "pending";
  return {
    gatewayRef: order.id,
    status,
    facts: isKnown ? factsOf(charge, status) : [],
    display: displayOf(charge),
    expiresAt: expiryOf(charge),
    failure: failureOf(charge, status),
    unknownWord: !isKnown ? charge.status : word !== null && !transactionWords.has(word) ? word : null,
    disputes: disputesOf(charge),
    ...uncontestedOf(charge),
    failedRefunds: failedRefundsOf(charge),
    isRefunding: word === "pending_refund",
    processing: processingOf(charge),
  };
}

/** A chargeback is all that the API tells: neither its reason nor its deadline, which stand in the vendor's dashboard. */
function disputesOf(charge: PagarmeCharge): DisputeState[] {
  if (charge.status !== "chargedback") return [];
  const openedAt = readTime(charge.updated_at) ?? readTime(charge.created_at) ?? new Date(0);
  const amountCents = charge.paid_amount ?? charge.amount;
  return [{ gatewayRef: charge.id, status: "needs_response", reason: "other", amountCents, respondBy: null, openedAt }];
}

/** A card that is paid is not charged back (any more): all that the API tells of a chargeback that the merchant won. */
function uncontestedOf({ id, status, payment_method, updated_at }: PagarmeCharge): Pick<PaymentState, "uncontested"> {
  const asOf = readTime(updated_at);
  const isPaidCard = payment_method === "credit_card" && (status === "paid" || status === "overpaid");
  return isPaidCard && asOf ? { uncontested: { gatewayRef: id, currency: "BRL", asOf } } : {};
}

/** A refund that waited at the bank and was refused there: the charge tells its last operation alone. */
function failedRefundsOf({ last_transaction: transaction }: PagarmeCharge): FailedRefund[] {
  if (transaction?.status !== "error_on_refunding" || !transaction.id || !transaction.amount) return [];
  return [{ gatewayRef: transaction.id, amountCents: transaction.amount }];
}

function processingOf({ last_transaction: transaction, payment_method }: PagarmeCharge): ProcessingFacts {
  if (!transaction || payment_method !== "credit_card") return {};
  const { antifraud_response: antifraud } = transaction;
  const facts: Partial<Record<keyof ProcessingFacts, string | null>> = {
    acquirer: transaction.acquirer_name,
    code: transaction.acquirer_return_code,
    message: transaction.acquirer_message,
    authorisation: transaction.acquirer_auth_code,
    transactionId: transaction.acquirer_tid,
    sequence: transaction.acquirer_nsu,
    antifraud: antifraud?.status,
    antifraudScore: antifraud?.score,
    cardHolder: transaction.card?.holder_name,
  };
  return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function statusOf(charge: PagarmeCharge): GatewayStatus {
  const word = charge.last_transaction?.status;
  switch (charge.status) {
    case "paid":
    case "overpaid":
    case "underpaid":
    case "chargedback":
      return "captured";
    case "failed":
      return word === "expired" || isLapsed(charge) ? "expired" : "failed";
    case "canceled":
      if (capturedCents(charge) > 0) return "captured";
      return isLapsed(charge) ? "expired" : "voided";
    default:
      return word === "authorized_pending_capture" ? "authorized" : "pending";
  }
}

/** Ended unpaid at or after the end of its Pix code. What accounts call that end differs, so the time decides. */
function isLapsed(charge: PagarmeCharge): boolean {
  const end = charge.payment_method === "pix" ? expiryOf(charge) : null;
  const endedAt = readTime(charge.canceled_at ?? charge.updated_at);
  return end !== null && endedAt !== null && endedAt >= end;
}

/**
 * Sums so far. After a refund of everything the vendor no longer tells what was paid, so the refunded sum stands for it;
 * a voided authorisation reports a canceled amount too, but no money had moved.
 */
function capturedCents(charge: PagarmeCharge): number {
  return Math.max(charge.paid_amount ?? 0, wasRefunded(charge) ? (charge.canceled_amount ?? 0) : 0);
}

function wasRefunded(charge: PagarmeCharge): boolean {
  const word = charge.last_transaction?.status;
  return (charge.paid_amount ?? 0) > 0 || charge.status === "chargedback" || word === "refunded" || word === "partial_refunded";
}

function factsOf(charge: PagarmeCharge, status: GatewayStatus): MoneyFact[] {
  const fact = (kind: MoneyFact["kind"], amountCents: number, at: string | null | undefined): MoneyFact[] => {
    if (amountCents <= 0) return [];
    const occurredAt = readTime(at) ?? readTime(charge.updated_at) ?? readTime(charge.created_at) ?? new Date(0);
    return [{ kind, gatewayRef: charge.id, amountCents, currency: "BRL", occurredAt, isTotal: true }];
  };
  return [
    ...(status === "authorized" ? fact("authorized", charge.amount, charge.created_at) : []),
    ...(status === "voided" ? fact("voided", charge.canceled_amount ?? charge.amount, charge.canceled_at) : []),
    ...fact("captured", capturedCents(charge), charge.paid_at),
    ...(wasRefunded(charge) ? fact("refunded", charge.canceled_amount ?? 0, charge.canceled_at) : []),
    ...(charge.status === "chargedback" ? fact("disputed", charge.paid_amount ?? charge.amount, charge.updated_at) : []),
  ];
}

function displayOf({ last_transaction: transaction }: PagarmeCharge): PaymentDisplay {
  const boletoUrl = transaction?.pdf ?? transaction?.url;
  return {
    ...(transaction?.qr_code ? { pixCode: transaction.qr_code } : {}),
    ...(transaction?.qr_code_url ? { pixImageUrl: transaction.qr_code_url } : {}),
    ...(transaction?.line ? { boletoLine: transaction.line.replace(/\D/g, "") } : {}),
    ...(transaction?.barcode && transaction.line ? { boletoBarcodeUrl: transaction.barcode } : {}),
    ...(boletoUrl && transaction?.line ? { boletoUrl } : {}),
    ...(transaction?.card?.brand ? { cardBrand: transaction.card.brand } : {}),
    ...(transaction?.card?.first_six_digits ? { cardFirstSix: transaction.card.first_six_digits } : {}),
    ...(transaction?.card?.last_four_digits ? { cardLastFour: transaction.card.last_four_digits } : {}),
  };
}

function expiryOf({ last_transaction: transaction }: PagarmeCharge): Date | null {
  const dueAt = readTime(transaction?.due_at);
  return readTime(transaction?.expires_at) ?? (dueAt && endOfDueDay(dueAt));
}

/** Return codes of the acquirer, in the vendor's numbering and in the card schemes' own. */
const failureByReturnCode: Record<string, FailureCode> = {
  "1001": "card_expired",
  "2001": "card_expired",
  "54": "card_expired",
  "1016": "insufficient_funds",
  "51": "insufficient_funds",
  "1011": "wrong_card_data",
  "1045": "wrong_card_data",
  "5025": "wrong_card_data",
  "14": "wrong_card_data",
  N7: "wrong_card_data",
  "1002": "suspected_fraud",
  "59": "suspected_fraud",
};

function failureOf(charge: PagarmeCharge, status: GatewayStatus): FailureCode | null {
  if (status === "expired") return "payment_expired";
  if (status !== "failed") return null;

  const transaction = charge.last_transaction;
  if (transaction?.antifraud_response?.status === "reproved") return "suspected_fraud";
  if (charge.payment_method !== "credit_card") return "gateway_refused";
  return failureByReturnCode[transaction?.acquirer_return_code ?? ""] ?? "card_declined";
}
