import { z } from "zod";
import { amountCode, checkRead, type FormRead } from "@/lib/core/form-read";
import { parseAmount } from "@/lib/core/money";
import { type RateInput, rateSchema } from "./shipping-rates";

const text = z.string().trim().max(2_000).default("");

/** A way of delivery as its form sends it: texts. What they mean is decided by `readRate`, so that a refused form keeps them. */
export const rateForm = z.object({
  id: text,
  name: text,
  kind: text,
  price: text,
  minSubtotal: text,
  countries: text,
  minDays: text,
  maxDays: text,
  isActive: z.string().optional(),
});
export type RateForm = z.infer<typeof rateForm>;

const names = { priceCents: "price", minSubtotalCents: "minSubtotal" };

/**
 * Reads the form: amounts in the locale's notation, countries as codes of ISO 3166-1 with commas or spaces between them (none:
 * everywhere). Only the amounts that its kind uses count: nothing is charged for picking up.
 */
export function readRate(form: RateForm, locale: string): FormRead<RateInput> {
  const { name, kind, minDays, maxDays, isActive } = form;
  const priceCents = kind === "pickup" ? 0 : parseAmount(form.price, locale);
  const minSubtotalCents = kind === "free_over" ? parseAmount(form.minSubtotal, locale) : null;
  const unreadable = {
    ...(priceCents === null ? { price: amountCode(form.price) } : {}),
    ...(kind === "free_over" && minSubtotalCents === null ? { minSubtotal: amountCode(form.minSubtotal) } : {}),
    ...(minDays === "" ? { minDays: "required" } : {}),
    ...(maxDays === "" ? { maxDays: "required" } : {}),
  };
  const read = {
    name,
    kind,
    priceCents: priceCents ?? 0,
    minSubtotalCents,
    countries: form.countries
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
    minDays,
    maxDays,
    isActive: isActive === "on",
  };
  return checkRead(rateSchema, read, { unreadable, names });
}
