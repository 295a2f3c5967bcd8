import { z } from "zod";

const digits = (max: number) => z.string().regex(new RegExp(`^\\d{1,${max}}$`));

export const addressInput = z.object({
  line_1: z.string().min(1).max(256),
  line_2: z.string().max(128).optional(),
  zip_code: digits(16),
  city: z.string().min(1).max(64),
  state: z.string().regex(/^[A-Z]{2}$/),
  country: z.string().regex(/^[A-Z]{2}$/),
});

const phoneInput = z.object({ country_code: digits(4), area_code: digits(4), number: digits(16) });

/** The vendor's customer, as far as every method needs it; which method needs more is said in `order-input.ts`. */
export const customerInput = z
  .object({
    name: z.string().min(1).max(64),
    email: z.email().max(64),
    code: z.string().max(52).optional(),
    type: z.enum(["individual", "company"]).default("individual"),
    document: z.string().max(50).optional(),
    document_type: z.string().optional(),
    phones: z.object({ mobile_phone: phoneInput.optional(), home_phone: phoneInput.optional() }).optional(),
    address: addressInput.optional(),
  })
  .superRefine((customer, context) => {
    for (const message of documentFaults(customer)) context.addIssue({ code: "custom", path: [message.field], message: message.text });
  });

export type CustomerInput = z.infer<typeof customerInput>;

type DocumentFault = { field: "document" | "document_type"; text: string };

/** CPF has 11 digits, CNPJ 14; a passport up to 50 characters. Without a type the number's length tells. */
function documentFaults(customer: { document?: string | undefined; document_type?: string | undefined }): DocumentFault[] {
  const type = customer.document_type?.toUpperCase();
  if (type !== undefined && !["CPF", "CNPJ", "PASSPORT"].includes(type)) {
    return [{ field: "document_type", text: "The value of document_type is invalid." }];
  }
  if (customer.document === undefined || type === "PASSPORT") return [];

  const isCpf = /^\d{11}$/.test(customer.document) && type !== "CNPJ";
  const isCnpj = /^\d{14}$/.test(customer.document) && type !== "CPF";
  return isCpf || isCnpj ? [] : [{ field: "document", text: "The field document must be a valid CPF or CNPJ number." }];
}
