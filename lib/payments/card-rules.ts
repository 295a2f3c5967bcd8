/** What a browser can tell of a card before it goes to the gateway. None of it ever comes to us. */
export type CardFields = { number: string; holder: string; expiry: string; cvv: string };
export type CardError = "required" | "card_number_invalid" | "card_expiry_invalid" | "card_cvv_invalid";

/** Which fields cannot be right, by field. Empty when the card may go to the gateway. */
export function checkCard({ number, holder, expiry, cvv }: CardFields, now: Date): Partial<Record<keyof CardFields, CardError>> {
  return {
    ...(isCardNumber(number) ? {} : { number: "card_number_invalid" }),
    ...(holder.trim().length > 1 ? {} : { holder: "required" }),
    ...(readExpiry(expiry, now) ? {} : { expiry: "card_expiry_invalid" }),
    ...(/^\d{3,4}$/.test(cvv.trim()) ? {} : { cvv: "card_cvv_invalid" }),
  };
}

/** Thirteen to nineteen digits whose check digit is right (ISO/IEC 7812-1, Luhn). */
export function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Month and four-digit year of "12/34", "1234" or "12/2034"; null when it is no month or is over. */
export function readExpiry(text: string, now: Date): { month: number; year: number } | null {
  const match = /^(0[1-9]|1[0-2])\s*\/?\s*(\d{2}|20\d{2})$/.exec(text.trim());
  if (!match) return null;
  const month = Number(match[1]);
  const year = (Number(match[2]) % 100) + 2000;
  return new Date(year, month, 1) > now ? { month, year } : null;
}
