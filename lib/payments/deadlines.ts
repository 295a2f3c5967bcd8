import { after, dayMs, hourMs, minuteMs } from "@/lib/core/time";
import { afterBankDays, endOfBankDay } from "./bank-days";
import type { PaymentMethod } from "./gateways/port";
import type { PaymentTerms } from "./terms";

/** When the means to pay ends, and what becomes of the goods meanwhile. */
export type Deadlines = {
  payableUntil: Date;
  /** When an order that nobody paid ends. */
  heldUntil: Date;
  /** The goods are off sale until then; otherwise they are whoever's pays first. */
  isHeld: boolean;
};

/** Stripe's hosted page lives half an hour at least; a little more covers the way to it. */
const hostedMinutes = 35;
const cardMinutes = 15;
/** For a notice that is slower than the clock. */
const graceMs = 10 * minuteMs;
const boletoClearingDays = 3;
/** Banks hold card money for five days at least (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const heldCardMs = 5 * dayMs - hourMs;

/** Until when money that is only held can be taken; an hour is kept for doing it. */
export function captureUntil(now: Date = new Date()): Date {
  return after(heldCardMs, now);
}

/**
 * When a means to pay is over whatever the gateway goes on saying: what is paid after that is late money. Null for a card and a
 * hosted page, which end by the gateway's word alone.
 */
export function lapsesAt({ method, expiresAt }: { method: string; expiresAt: Date | null }): Date | null {
  if (expiresAt === null) return null;
  if (method === "pix") return after(graceMs, expiresAt);
  return method === "boleto" ? clearedBy(expiresAt) : null;
}

/** When a bank has cleared what was paid at this moment, or never will. */
export function clearedBy(moment: Date): Date {
  return afterBankDays(moment, boletoClearingDays);
}

/** The deadlines of an attempt made now. The hold always outlives the means to pay; a boleto needs bank days to clear. */
export function deadlinesOf(method: PaymentMethod, terms: PaymentTerms, now: Date = new Date()): Deadlines {
  if (method === "boleto") {
    const payableUntil = endOfBankDay(after(terms.boletoDays * dayMs, now));
    return { payableUntil, heldUntil: clearedBy(payableUntil), isHeld: terms.boletoStock === "hold" };
  }
  const minutes = method === "pix" ? terms.pixMinutes : method === "hosted" ? hostedMinutes : cardMinutes;
  const payableUntil = after(minutes * minuteMs, now);
  return { payableUntil, heldUntil: method === "card" ? payableUntil : after(graceMs, payableUntil), isHeld: true };
}
