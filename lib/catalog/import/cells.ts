import { parseAmount } from "@/lib/core/money";

/** Cents of a cell. Files write `1234.5`, people `1.234,50`; undefined for an empty cell, NaN for what is no amount. */
export function amountOf(text: string): number | undefined {
  if (text === "") return undefined;
  return parseAmount(text, "en") ?? parseAmount(text, "pt-BR") ?? plainAmount(text);
}

/** Exports write more decimals than money has: `9.9900`. A negative number stays one, for its own message. */
function plainAmount(text: string): number {
  if (!/^-?\d{1,9}(\.\d{1,10})?$/.test(text)) return Number.NaN;
  const cents = Number(text) * 100;
  return Math.abs(cents - Math.round(cents)) < 1e-6 ? Math.round(cents) : Number.NaN;
}

/** A whole number of a cell; undefined for an empty cell, NaN for what is none. `5.0` is 5. */
export function wholeOf(text: string): number | undefined {
  if (text === "") return undefined;
  return /^-?\d{1,10}([.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
}

/** Grams: Shopify writes whole ones, others decimals. */
export function gramsOf(text: string): number | undefined {
  if (text === "") return undefined;
  return /^-?\d{1,9}([.,]\d+)?$/.test(text) ? Math.round(Number(text.replace(",", "."))) : Number.NaN;
}

const yes = new Set(["true", "yes", "y", "1", "sim", "continue"]);
const no = new Set(["false", "no", "n", "0", "não", "nao", "deny"]);

/** Yes or no in a cell; undefined when it says neither. */
export function booleanOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

/** A code that a spreadsheet was kept from counting with: a leading apostrophe is not part of it. */
export function codeOf(text: string): string {
  return text.replace(/^'/, "").trim();
}

/** A picture's address; null for what is none. */
export function addressOf(text: string): string | null {
  if (text.length > 2000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.toString() : null;
}
