import { z } from "zod";
import { percentOf } from "@/lib/core/money";

/** What a merchant decides about the ways to pay. Unknown or missing parts take the default, so that old rows stay readable. */
export const paymentTermsSchema = z.object({
  card: z.boolean().catch(true),
  pix: z.boolean().catch(true),
  boleto: z.boolean().catch(false),
  /** The largest number of instalments. */
  maxInstalments: z.number().int().min(1).max(12).catch(1),
  /** Up to this number the store bears the interest. */
  freeInstalments: z.number().int().min(1).max(12).catch(1),
  /** No instalment may be smaller than this. */
  minInstalmentCents: z.number().int().min(0).catch(500),
  /** Interest per month in hundredths of a percent: 199 is 1.99 %. */
  monthlyInterestPoints: z.number().int().min(0).max(2000).catch(0),
  /** Taken off the goods when the order is paid by Pix, in whole percent. */
  pixDiscountPercent: z.number().int().min(0).max(50).catch(0),
  pixMinutes: z.number().int().min(5).max(1440).catch(30),
  boletoDays: z.number().int().min(1).max(15).catch(3),
  boletoInstructions: z.string().max(256).catch(""),
  /** What an unpaid boleto does to the goods. `hold`: set aside until it can no longer clear; `sell`: on sale until it is paid. */
  boletoStock: z.enum(["hold", "sell"]).catch("hold"),
  /** Shown on the card's statement. */
  statementName: z.string().max(22).catch(""),
  /** `manual`: card money is held, and taken when the merchant says so. */
  capture: z.enum(["automatic", "manual"]).catch("automatic"),
  /** Money that arrives when the goods are gone: give it back by itself, or let a person decide. */
  lateMoney: z.enum(["refund", "hold"]).catch("refund"),
});
export type PaymentTerms = z.infer<typeof paymentTermsSchema>;

/** The terms of an account before its merchant changed any. */
export const defaultTerms: PaymentTerms = paymentTermsSchema.parse({});

export type Instalments = {
  count: number;
  /** What is charged in all. */
  totalCents: number;
  interestCents: number;
  /** The largest of the parts. */
  eachCents: number;
};

/**
 * What an amount becomes in `count` instalments: compound monthly interest with equal parts (Tabela Price, the rule of
 * Brazilian card instalments), each part rounded half up to a cent; without interest the total stays and the first part takes the rest.
 */
export function inInstalments(amountCents: number, count: number, terms: PaymentTerms): Instalments {
  const rate = count > terms.freeInstalments ? terms.monthlyInterestPoints / 10_000 : 0;
  if (rate === 0) return { count, totalCents: amountCents, interestCents: 0, eachCents: Math.ceil(amountCents / count) };

  const eachCents = percentOf(amountCents, (100 * rate) / (1 - (1 + rate) ** -count));
  const totalCents = Math.max(amountCents, eachCents * count);
  return { count, totalCents, interestCents: totalCents - amountCents, eachCents };
}

/** The choices of instalments for an amount, one payment first; those whose parts would be too small are left out. */
export function instalmentChoices(amountCents: number, terms: PaymentTerms): Instalments[] {
  const counts = Array.from({ length: terms.maxInstalments }, (_, index) => index + 1);
  return counts
    .map((count) => inInstalments(amountCents, count, terms))
    .filter(({ count, eachCents }) => count === 1 || eachCents >= terms.minInstalmentCents);
}
