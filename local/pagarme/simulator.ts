import type { Card, CardScript, Planned, PlannedStep } from "@/local/pagarme/model";

/** Sandbox seconds until something that happens "later" happens. */
export const LATER_SECONDS = 10;
/** Chargebacks come well after the sale. */
export const CHARGEBACK_SECONDS = 60;
/** Above this the vendor's Pix simulator refuses (R$ 500,00). */
export const PIX_LIMIT_CENTS = 50_000;

const SCRIPTS: Record<string, CardScript> = {
  "4000000000000010": "approve",
  "4000000000000028": "refuse",
  "4000000000000036": "settle_later",
  "4000000000000044": "fail_later",
  "4000000000000077": "refund_fails_first",
  "4000000000000051": "cancel_later",
  "4000000000000069": "chargeback_later",
};

const ANTIFRAUD_BLOCKS_DOCUMENT = "11111111111";

/** What the vendor's simulator does with a card. Numbers outside its list, and codes that begin with 6, are refused. */
export function cardScript(number: string, cvv: string | undefined): CardScript {
  if (cvv?.startsWith("6")) return "refuse";
  return SCRIPTS[number] ?? "refuse";
}

/** How a card charge comes out of the create call, and what follows by itself. */
export type CardOutcome =
  | { kind: "refused"; code: string; message: string; antifraud: "approved" | "reproved" }
  | { kind: "approved"; next: PlannedStep | null; afterSeconds: number }
  | { kind: "undecided"; status: "processing" | "pending"; next: PlannedStep; afterSeconds: number };

/** The simulator's verdict on a card charge of one customer. */
export function cardOutcome(card: Card, document: string | undefined): CardOutcome {
  if (document === ANTIFRAUD_BLOCKS_DOCUMENT) {
    return { kind: "refused", code: "1002", message: "Transação negada pelo antifraude", antifraud: "reproved" };
  }
  switch (card.script) {
    case "refuse":
      return { kind: "refused", code: "1000", message: "Transação não autorizada pelo emissor", antifraud: "approved" };
    case "settle_later":
      return { kind: "undecided", status: "processing", next: { kind: "succeed" }, afterSeconds: LATER_SECONDS };
    case "fail_later":
      return failsLater("Transação não autorizada pelo emissor");
    case "cancel_later":
      return { kind: "undecided", status: "pending", next: { kind: "cancel" }, afterSeconds: LATER_SECONDS };
    case "chargeback_later":
      return { kind: "approved", next: { kind: "chargeback" }, afterSeconds: CHARGEBACK_SECONDS };
    case "approve":
    case "refund_fails_first":
      return { kind: "approved", next: null, afterSeconds: 0 };
  }
}

/** A card charge that looks undecided and fails afterwards. */
export function failsLater(reason: string): CardOutcome {
  return { kind: "undecided", status: "processing", next: { kind: "fail", reason }, afterSeconds: LATER_SECONDS };
}

/** What the vendor's simulator pays on a boleto, by the payer's postal code; null is never. */
export function boletoPayment(zipCode: string, amountCents: number): number | null {
  switch (zipCode.replace(/\D/g, "")) {
    case "01046010":
      return Math.max(1, amountCents - Math.ceil(amountCents / 10));
    case "57400000":
      return amountCents + Math.ceil(amountCents / 10);
    case "70070300":
      return null;
    default:
      return amountCents;
  }
}

/** The vendor's Pix simulator pays small amounts and refuses large ones. */
export function isPixPaid(amountCents: number): boolean {
  return amountCents <= PIX_LIMIT_CENTS;
}

/** A step put on the time line, `afterSeconds` from now. */
export function planned(step: PlannedStep, now: Date, afterSeconds: number): Planned {
  return { at: Math.ceil(now.getTime() / 1000) + afterSeconds, step };
}
