import { z } from "zod";

export const currencies = ["BRL", "USD", "EUR"] as const;
export type Currency = (typeof currencies)[number];
export const currencySchema = z.enum(currencies);

/** An amount in minor units (cents) with its ISO 4217 currency. */
export type Money = { amountCents: number; currency: Currency };

/** The largest amount accepted anywhere: 9,999,999.99. Sums of a thousand of them stay exact integers and fit int4 per row. */
export const maxAmountCents = 999_999_999;

export const amountCentsSchema = z.number().int().min(0).max(maxAmountCents);

/** The amount as people of the locale write it: `R$ 1.234,56`, `$1,234.56`. */
export function formatMoney(amountCents: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amountCents / 100);
}

/**
 * Reads an amount as a person types it, in the locale's notation: "1.234,56" or "1234,56" in pt-BR, "1,234.56" in en.
 * Returns cents, or null when the text is no amount, is negative, has more than two decimals or is above `maxAmountCents`.
 */
export function parseAmount(text: string, locale: string): number | null {
  const decimal = locale.startsWith("pt") ? "," : ".";
  const group = decimal === "," ? "." : ",";
  const plain = text.trim().replace(/^(R\$|US\$|\$|€)\s*/u, "");
  const pattern = new RegExp(`^(\\d{1,3}(\\${group}\\d{3})+|\\d{1,9})(\\${decimal}\\d{1,2})?$`);
  const lenient = /^\d{1,9}([.,]\d{1,2})?$/;
  const digits = pattern.test(plain)
    ? plain.replaceAll(group, "").replace(decimal, ".")
    : lenient.test(plain)
      ? plain.replace(",", ".")
      : null;
  if (digits === null) return null;
  const [whole = "0", fraction = ""] = digits.split(".");
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return cents <= maxAmountCents ? cents : null;
}

/** The amount as it stands in an input field: no symbol, the locale's decimal mark, two decimals. */
export function amountForInput(amountCents: number, locale: string): string {
  const text = `${Math.trunc(amountCents / 100)}.${String(amountCents % 100).padStart(2, "0")}`;
  return locale.startsWith("pt") ? text.replace(".", ",") : text;
}

/** `share` percent of an amount, rounded half up to a whole cent: the one rounding rule of the platform. */
export function percentOf(amountCents: number, percent: number): number {
  return Math.floor((amountCents * percent + 50) / 100);
}
