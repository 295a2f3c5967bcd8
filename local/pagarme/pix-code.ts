/** What a payer's bank reads from a dynamic Pix code. `location` is the address of the charge, without its scheme. */
export type PixCodeInput = { location: string; amountCents: number; merchantName: string; merchantCity: string };

/**
 * The copy-and-paste text of a dynamic Pix charge (a BR Code: EMV merchant-presented QR with the Pix template in field 26).
 * Source: Banco Central, "Manual do BR Code" and "Manual de Padrões para Iniciação do Pix".
 */
export function pixCode(input: PixCodeInput): string {
  const template = field("00", "br.gov.bcb.pix") + field("25", input.location);
  const body = [
    field("00", "01"),
    field("01", "12"),
    field("26", template),
    field("52", "0000"),
    field("53", "986"),
    field("54", (input.amountCents / 100).toFixed(2)),
    field("58", "BR"),
    field("59", plainText(input.merchantName, 25)),
    field("60", plainText(input.merchantCity, 15)),
    field("62", field("05", "***")),
    "6304",
  ].join("");

  return body + crc16(body);
}

/** CRC-16/CCITT-FALSE as four upper-case hexadecimal digits: polynomial 0x1021, start 0xFFFF (EMV QR, field 63). */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

/** The fields of one level of a BR Code by their two-digit number, or null when the text is not made of whole fields. */
export function readFields(code: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  let at = 0;
  while (at < code.length) {
    const length = Number(code.slice(at + 2, at + 4));
    const end = at + 4 + length;
    if (!Number.isInteger(length) || length < 1 || end > code.length) return null;
    fields.set(code.slice(at, at + 2), code.slice(at + 4, end));
    at = end;
  }
  return fields;
}

function field(number: string, value: string): string {
  if (value.length > 99) throw new Error(`Pix field ${number} is longer than 99 characters`);
  return number + String(value.length).padStart(2, "0") + value;
}

function plainText(text: string, max: number): string {
  const plain = text.normalize("NFD").replace(/[^\x20-\x7e]/g, "");
  return plain.slice(0, max).trim() || "LOJA";
}
