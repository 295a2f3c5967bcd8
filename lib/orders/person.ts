import { z } from "zod";

/** A postal address as it stands in an order. Rows of any age are readable; input is checked by the checkout. */
export const storedAddressSchema = z.object({
  line1: z.string().catch(""),
  number: z.string().catch(""),
  line2: z.string().catch(""),
  district: z.string().catch(""),
  city: z.string().catch(""),
  state: z.string().catch(""),
  postalCode: z.string().catch(""),
  country: z.string().catch(""),
});
export type StoredAddress = z.infer<typeof storedAddressSchema>;

/** The address as people write it on a parcel, a line each; empty parts are left out. */
export function addressLines(address: StoredAddress): string[] {
  const isBrazil = address.country === "BR";
  const street = [address.line1, address.number].filter(Boolean).join(isBrazil ? ", " : " ");
  const place = isBrazil
    ? `${[address.city, address.state].filter(Boolean).join(" - ")} ${formatPostalCode(address)}`
    : `${[address.city, address.state].filter(Boolean).join(", ")} ${address.postalCode}`;
  return [street, address.line2, address.district, place.trim()].filter(Boolean);
}

function formatPostalCode({ postalCode }: StoredAddress): string {
  return /^\d{8}$/.test(postalCode) ? `${postalCode.slice(0, 5)}-${postalCode.slice(5)}` : postalCode;
}

/** A number as people of its country write it: `(11) 99999-8888` in Brazil; as it was typed elsewhere. */
export function phoneText(phone: string): string {
  const match = /^\+55(\d{2})(\d{4,5})(\d{4})$/.exec(phone);
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : phone;
}

/** A CPF or CNPJ as people write it; anything else as it is. */
export function documentText(document: string): string {
  const cpf = /^(\d{3})(\d{3})(\d{3})(\d{2})$/.exec(document);
  if (cpf) return `${cpf[1]}.${cpf[2]}.${cpf[3]}-${cpf[4]}`;
  const cnpj = /^(\d{2})(\d{3})(\d{3})(\d{4})(\d{2})$/.exec(document);
  return cnpj ? `${cnpj[1]}.${cnpj[2]}.${cnpj[3]}/${cnpj[4]}-${cnpj[5]}` : document;
}
