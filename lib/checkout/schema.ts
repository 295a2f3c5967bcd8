import { cnpj, cpf } from "cpf-cnpj-validator";
import { z } from "zod";
import { isCountry, statesOf } from "./regions";

const digits = (text: string) => text.replaceAll(/\D/g, "");
const text = (max: number) => z.string().trim().max(max, "too_long");
const required = (max: number) => text(max).min(1, "required");
const optional = (max: number) => text(max).default("");

/** Pagar.me takes no longer address than this, and it cannot be cut. */
const maxBrazilianEmail = 64;

/** The validator counts it among the made-up ones, but its check digits are right, and gateways take it. */
const orderlyCpf = "12345678909";

/** A CPF (11 digits) or CNPJ (14), with its check digits right (Receita Federal). Kept as digits. */
const document = required(20)
  .transform(digits)
  .refine((value) => (value.length === 14 ? cnpj.isValid(value) : cpf.isValid(value) || value === orderlyCpf), "document_invalid");

/** A Brazilian number with its area code, kept as E.164 (ITU); ten digits for a landline, eleven for a mobile. */
const brazilianPhone = required(20)
  .transform((value) => digits(value).replace(/^55(?=\d{10,11}$)/, ""))
  .refine((value) => /^[1-9]{2}(9\d{8}|[2-5]\d{7})$/.test(value), "phone_invalid")
  .transform((value) => `+55${value}`);

const anyPhone = optional(25)
  .refine((value) => value === "" || /^\+?[\d\s().-]{6,24}$/.test(value), "phone_invalid")
  .transform((value) => value.replaceAll(/[^\d+]/g, ""));

const common = {
  email: required(254).pipe(z.email("email_invalid")),
  name: required(64).refine((value) => /\p{L}.*\s+\p{L}/u.test(value), "full_name"),
  line1: required(120),
  line2: optional(80),
  city: required(64),
  shippingRateId: z.uuid("shipping_required"),
};

const brazilian = z.object({
  ...common,
  email: common.email.refine((value) => value.length <= maxBrazilianEmail, "too_long"),
  document,
  phone: brazilianPhone,
  postalCode: required(12)
    .transform(digits)
    .refine((value) => value.length === 8, "postal_code_invalid"),
  number: required(12),
  district: required(64),
  state: required(2).refine((code) => statesOf("BR")?.includes(code) ?? false, "state_invalid"),
  country: z.literal("BR").default("BR"),
});

const international = z
  .object({
    ...common,
    document: z.literal("").default(""),
    phone: anyPhone,
    postalCode: optional(12),
    number: z.literal("").default(""),
    district: z.literal("").default(""),
    state: optional(50),
    country: required(2).refine(isCountry, "country_invalid"),
  })
  .superRefine((address, context) => {
    const states = statesOf(address.country);
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (states && !states.includes(address.state)) refuse("state", "state_invalid");
    if (address.country === "US" && !/^\d{5}(-\d{4})?$/.test(address.postalCode)) refuse("postalCode", "postal_code_invalid");
    if (address.country === "BR" && digits(address.postalCode).length !== 8) refuse("postalCode", "postal_code_invalid");
  });

/** Who buys and where it goes, as a store of this country needs it: CPF or CNPJ, CEP and a mobile number in Brazil. */
export function detailsSchema(storeCountry: string): z.ZodType<Details> {
  return storeCountry === "BR" ? brazilian : international;
}

export type Details = {
  email: string;
  name: string;
  /** CPF or CNPJ, digits; empty outside Brazil. */
  document: string;
  /** E.164, or empty. */
  phone: string;
  postalCode: string;
  line1: string;
  number: string;
  line2: string;
  district: string;
  city: string;
  state: string;
  country: string;
  shippingRateId: string;
};

/** How the shopper wants to pay. The card is only its token, made in the browser by the gateway. */
export const payChoiceSchema = z
  .object({
    method: z.enum(["card", "pix", "boleto", "hosted"], "method_required"),
    instalments: z.coerce.number().int().min(1).max(12).catch(1),
    cardToken: z.string().max(200).default(""),
    cardMark: z
      .string()
      .regex(/^(\d{6}-\d{4})?$/)
      .catch(""),
    proof: z.string().max(5000).catch(""),
  })
  .superRefine(({ method, cardToken }, context) => {
    if (method === "card" && !/^token_\w+$/.test(cardToken)) {
      context.addIssue({ code: "custom", path: ["cardNumber"], message: "card_incomplete" });
    }
  });
export type PayChoice = z.infer<typeof payChoiceSchema>;

const placing = z.object({ checkout: z.uuid("quote_changed"), quote: z.string().regex(/^[0-9a-f]{64}$/, "quote_changed") });

/** "Pay now" in the checkout: which checkout, at which quote, how. */
export const placeSchema = payChoiceSchema.and(placing);
