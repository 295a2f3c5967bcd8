import type { Charge } from "@/local/pagarme/model";
import { type Change, chargeback, refund, refundable, reverseChargeback } from "@/local/pagarme/transitions";

/** What a merchant at the vendor's panel, or a card's bank, does to a charge. Null where it cannot be done now. */
export type Act = (charge: Charge, now: Date) => Change | null;

/** Gives money back behind the shop's back: all that is left unless an amount is told. */
export function refundAct(amountCents?: number): Act {
  return (charge, now) => {
    const left = refundable(charge);
    const asked = amountCents ?? left;
    return asked > 0 && asked <= left ? refund(charge, asked, now) : null;
  };
}

/** The card's owner disputes the sale, and the bank takes the money back. */
export const disputeAct: Act = (charge, now) =>
  charge.method.type === "credit_card" && charge.status === "paid" ? chargeback(charge, now) : null;

/** The bank finds for the merchant after all. */
export const reverseAct: Act = (charge, now) => (charge.status === "chargedback" ? reverseChargeback(charge, now) : null);
