import { z } from "zod";
import { amountCode, checkRead, type FormRead, readWhole } from "@/lib/core/form-read";
import { parseAmount } from "@/lib/core/money";
import type { PaymentTerms } from "./terms";

const text = z.string().trim().max(400).default("");
const ways = ["card", "pix", "boleto"] as const;

/** The terms as their form sends them: texts, read by `readTerms`. */
export const termsForm = z.object({
  ways: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  maxInstalments: text,
  freeInstalments: text,
  minInstalment: text,
  monthlyInterest: text,
  pixDiscountPercent: text,
  pixMinutes: text,
  boletoDays: text,
  boletoInstructions: text,
  boletoStock: text,
  statementName: text,
  lateMoney: text,
  capture: text,
});
export type TermsForm = z.infer<typeof termsForm>;

/** What is decided about a gateway that has its own page for the rest. */
export const hostedTermsForm = z.object({
  statementName: z.string().trim().max(22, "too_long").default(""),
  lateMoney: z.enum(["refund", "hold"]),
  capture: z.enum(["automatic", "manual"]),
});

const whole = (min: number, max: number) => z.number("number_invalid").int().min(min, "too_small").max(max, "too_big");

/** The bounds of `paymentTermsSchema`, refusing what that schema quietly replaces. */
const strictTerms = z
  .object({
    card: z.boolean(),
    pix: z.boolean(),
    boleto: z.boolean(),
    maxInstalments: whole(1, 12),
    freeInstalments: whole(1, 12),
    minInstalmentCents: whole(0, 99_999_999),
    monthlyInterestPoints: whole(0, 2000),
    pixDiscountPercent: whole(0, 50),
    pixMinutes: whole(5, 1440),
    boletoDays: whole(1, 15),
    boletoInstructions: z.string().max(256, "too_long"),
    boletoStock: z.enum(["hold", "sell"]),
    statementName: z.string().max(22, "too_long"),
    lateMoney: z.enum(["refund", "hold"]),
    capture: z.enum(["automatic", "manual"]),
  })
  .refine(({ card, pix, boleto }) => card || pix || boleto, { path: ["ways"], message: "nothing_chosen" });

const names = { minInstalmentCents: "minInstalment", monthlyInterestPoints: "monthlyInterest" };

/** Reads the form: the smallest instalment and the interest (percent a month, up to two decimals) in the locale's notation. */
export function readTerms(form: TermsForm, locale: string): FormRead<PaymentTerms> {
  const minInstalmentCents = parseAmount(form.minInstalment, locale);
  const monthlyInterestPoints = parseAmount(form.monthlyInterest, locale);
  const unreadable = {
    ...(minInstalmentCents === null ? { minInstalment: amountCode(form.minInstalment) } : {}),
    ...(monthlyInterestPoints === null ? { monthlyInterest: "number_invalid" } : {}),
  };
  const { boletoInstructions, boletoStock, statementName, lateMoney, capture } = form;
  const [card, pix, boleto] = ways.map((way) => form.ways.includes(way));
  const read = {
    ...{ card, pix, boleto, boletoInstructions, boletoStock, statementName, lateMoney, capture },
    maxInstalments: readWhole(form.maxInstalments),
    freeInstalments: readWhole(form.freeInstalments),
    minInstalmentCents: minInstalmentCents ?? 0,
    monthlyInterestPoints: monthlyInterestPoints ?? 0,
    pixDiscountPercent: readWhole(form.pixDiscountPercent),
    pixMinutes: readWhole(form.pixMinutes),
    boletoDays: readWhole(form.boletoDays),
  };
  return checkRead(strictTerms, read, { unreadable, names });
}
