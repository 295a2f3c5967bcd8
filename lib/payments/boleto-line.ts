/** A boleto's day is the bank's, wherever the store is. */
export const bankTimeZone = "America/Sao_Paulo";

/** The groups in which banks print the 47 digits of a boleto's line (FEBRABAN: 5.5 5.6 5.6 1 14). */
const groups = /^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/;

/** The line as people read and type it. What has not 47 digits is left as it is. */
export function printedLine(line: string): string {
  return line.replace(groups, "$1.$2 $3.$4 $5.$6 $7 $8");
}

/**
 * The 44 digits of the bar code that the line (digits only) stands for: bank and currency, check digit, due factor and amount, then
 * the bank's own field, whose three parts lose their check digits (FEBRABAN, "Layout padrão de cobrança"). Null for a line that
 * is not a boleto's, or whose parts do not agree with their check digits: a wrong picture is worse than none.
 */
export function barcodeOf(line: string): string | null {
  if (!/^\d{47}$/.test(line)) return null;
  const parts = [line.slice(0, 10), line.slice(10, 21), line.slice(21, 32)];
  if (parts.some((part) => checkDigit(part.slice(0, -1)) !== part.slice(-1))) return null;
  return line.slice(0, 4) + line.slice(32) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
}

/** Modulo 10 with weights 2 and 1 from the right. */
function checkDigit(digits: string): string {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return String((10 - (sum % 10)) % 10);
}
