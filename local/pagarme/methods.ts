import { boletoBarcode, digitableLine } from "@/local/pagarme/boleto-line";
import type { PaymentInput } from "@/local/pagarme/input/payment-input";
import type { Address, BoletoMethod, Card, CardMethod, PixMethod } from "@/local/pagarme/model";
import { pixCode } from "@/local/pagarme/pix-code";
import { randomDigits } from "@/local/pagarme/vendor-id";

type InputOf<Name extends PaymentInput["payment_method"]> = Extract<PaymentInput, { payment_method: Name }>;

const DEFAULT_BOLETO_DAYS = 3;
const DAY_MS = 86_400_000;

export function cardMethod(payment: InputOf<"credit_card">, card: Card): CardMethod {
  const { installments, statement_descriptor, operation_type, capture } = payment.credit_card;
  const operation = operation_type ?? (capture === false ? "auth_only" : "auth_and_capture");
  return { type: "credit_card", card, installments, descriptor: statement_descriptor ?? "", operation };
}

/** `payPage` is where the payer's bank would find the charge; the code carries it. */
export function pixMethod(payment: InputOf<"pix">, charge: { amount: number; merchant: string; payPage: string; now: Date }): PixMethod {
  const notes = (payment.pix.additional_information ?? []).map((note) => ("name" in note ? note : { name: note.Name, value: note.Value }));
  const code = pixCode({
    location: charge.payPage.replace(/^https?:\/\//, ""),
    amountCents: charge.amount,
    merchantName: charge.merchant,
    merchantCity: "SAO PAULO",
  });
  return { type: "pix", code, expiresAt: pixExpiry(payment, charge.now).toISOString(), notes };
}

export function pixExpiry({ pix }: InputOf<"pix">, now: Date): Date {
  return pix.expires_in === undefined ? utc(pix.expires_at, now) : new Date(now.getTime() + pix.expires_in * 1000);
}

export function boletoMethod(payment: InputOf<"boleto">, charge: { amount: number; payer: Address; now: Date }): BoletoMethod {
  const dueAt = boletoDue(payment, charge.now);
  const bank = payment.boleto.bank ?? "237";
  const ourNumber = payment.boleto.nosso_numero ?? randomDigits(11);
  const freeField = randomDigits(6) + ourNumber.replace(/\D/g, "").slice(-11).padStart(11, "0") + randomDigits(8);
  const barcode = boletoBarcode({ bank, amountCents: charge.amount, dueOn: dueAt, freeField });
  return {
    type: "boleto",
    barcode,
    line: digitableLine(barcode),
    bank,
    ourNumber,
    documentNumber: payment.boleto.document_number ?? randomDigits(10),
    instructions: payment.boleto.instructions,
    dueAt: dueAt.toISOString(),
    billingAddress: charge.payer,
  };
}

export function boletoDue({ boleto }: InputOf<"boleto">, now: Date): Date {
  return boleto.due_at === undefined ? new Date(now.getTime() + DEFAULT_BOLETO_DAYS * DAY_MS) : utc(boleto.due_at, now);
}

/** A time without a zone is UTC at the vendor. */
function utc(text: string | undefined, fallback: Date): Date {
  if (text === undefined) return fallback;
  return new Date(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
}
