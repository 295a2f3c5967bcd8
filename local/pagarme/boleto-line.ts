/** The facts a boleto's bar code carries. `freeField` is the issuing bank's own 25 digits; `dueOn` counts as a UTC day. */
export type BoletoCodeInput = { bank: string; amountCents: number; dueOn: Date; freeField: string };

const DAY_MS = 86_400_000;
const FACTOR_1000_AGAIN = Date.UTC(2025, 1, 22);

/**
 * The 44 digits of a boleto's bar code: bank, currency 9 (real), check digit, due factor, amount, free field.
 * Source: FEBRABAN, "Layout padrão de cobrança". The due factor went back to 1000 on 2025-02-22 after reaching 9999.
 */
export function boletoBarcode(input: BoletoCodeInput): string {
  if (!/^\d{3}$/.test(input.bank) || !/^\d{25}$/.test(input.freeField))
    throw new Error("a boleto needs a 3-digit bank and a 25-digit free field");
  const before = `${input.bank}9`;
  const after = dueFactor(input.dueOn) + String(input.amountCents).padStart(10, "0") + input.freeField;
  return before + modulo11(before + after) + after;
}

/** The digitable line (47 digits) of a 44-digit bar code: three fields with a modulo-10 digit each, the check digit, factor and amount. */
export function digitableLine(barcode: string): string {
  const free = barcode.slice(19);
  const fields = [barcode.slice(0, 4) + free.slice(0, 5), free.slice(5, 15), free.slice(15, 25)];
  return fields.map((digits) => digits + modulo10(digits)).join("") + barcode.slice(4, 5) + barcode.slice(5, 19);
}

/** The line as printed: `AAAAA.AAAAA BBBBB.BBBBBB CCCCC.CCCCCC D EEEEEEEEEEEEEE`. */
export function printedLine(line: string): string {
  return line.replace(/^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/, "$1.$2 $3.$4 $5.$6 $7 $8");
}

/** True when the line has 47 digits and all four of its check digits agree. */
export function isDigitableLine(line: string): boolean {
  if (!/^\d{47}$/.test(line)) return false;
  const fields = [line.slice(0, 10), line.slice(10, 21), line.slice(21, 32)];
  if (fields.some((field) => modulo10(field.slice(0, -1)) !== field.slice(-1))) return false;

  const free = line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
  return modulo11(line.slice(0, 4) + line.slice(33) + free) === line.slice(32, 33);
}

function dueFactor(dueOn: Date): string {
  const days = Math.floor((dueOn.getTime() - FACTOR_1000_AGAIN) / DAY_MS);
  if (days < 0) throw new Error("boletos due before 2025-02-22 are not issued here");
  return String(1000 + (days % 9000));
}

function modulo10(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

function modulo11(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * ((index % 8) + 2), 0);
  const check = 11 - (sum % 11);
  return check > 9 ? "1" : String(check);
}
