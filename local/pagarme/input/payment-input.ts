import { z } from "zod";
import { addressInput } from "@/local/pagarme/input/customer-input";

const expYear = z
  .int()
  .min(0)
  .max(2099)
  .transform((year) => (year < 100 ? 2000 + year : year));

/** A card in full, as the token call and a direct charge take it. */
export const cardInput = z.object({
  number: z.string().regex(/^\d{13,19}$/),
  holder_name: z.string().min(1).max(64),
  holder_document: z.string().max(50).optional(),
  exp_month: z.coerce.number().int().min(1).max(12),
  exp_year: z.coerce.number().pipe(expYear),
  cvv: z.string().regex(/^\d{3,4}$/),
});

export type CardInput = z.infer<typeof cardInput>;

const withBilling = z.object({ billing_address: addressInput });

export const creditCardInput = z
  .object({
    installments: z.int().min(1).max(12).default(1),
    statement_descriptor: z.string().max(13).optional(),
    operation_type: z.enum(["auth_and_capture", "auth_only", "pre_auth"]).optional(),
    capture: z.boolean().optional(),
    card: z.unknown().optional(),
    card_id: z.string().optional(),
    card_token: z.string().optional(),
  })
  .superRefine((payment, context) => {
    const ways = [payment.card_token, payment.card_id, payment.card].filter((way) => way !== undefined);
    if (ways.length === 0)
      context.addIssue({ code: "custom", path: ["card"], message: "The card, card_id or card_token field is required." });
    if (payment.card_token && payment.card_id)
      context.addIssue({ code: "custom", path: ["card_id"], message: "Only one of card_id and card_token may be sent." });
  })
  .superRefine((payment, context) => {
    if (payment.card_id !== undefined || (payment.card === undefined && payment.card_token === undefined)) return;
    const shape = payment.card_token === undefined ? cardInput.extend(withBilling.shape) : withBilling;
    const parsed = shape.safeParse(payment.card ?? {}, { reportInput: true });
    for (const issue of parsed.error?.issues ?? []) context.addIssue({ ...issue, path: ["card", ...issue.path] });
  });

const TEN_YEARS_SECONDS = 10 * 365 * 86_400;

export const pixInput = z
  .object({
    expires_in: z.int().min(1).max(TEN_YEARS_SECONDS).optional(),
    expires_at: z.iso.datetime({ offset: true, local: true }).optional(),
    additional_information: z
      .array(z.union([z.object({ name: z.string(), value: z.string() }), z.object({ Name: z.string(), Value: z.string() })]))
      .optional(),
  })
  .superRefine((pix, context) => {
    if (pix.expires_in === undefined && pix.expires_at === undefined) {
      context.addIssue({ code: "custom", path: ["expires_in"], message: "The expires_in or expires_at field is required." });
    }
  });

const lateCharge = z.object({ days: z.int().min(0), type: z.enum(["flat", "percentage"]), amount: z.number().min(0) });

export const boletoInput = z.object({
  instructions: z.string().max(256).default(""),
  due_at: z.iso.datetime({ offset: true, local: true }).optional(),
  document_number: z.string().max(16).optional(),
  statement_descriptor: z.string().max(13).optional(),
  bank: z.enum(["001", "033", "104", "197", "237", "341", "745"]).optional(),
  type: z.enum(["DM", "BDP"]).optional(),
  nosso_numero: z.string().optional(),
  interest: lateCharge.optional(),
  fine: lateCharge.optional(),
  max_days_to_pay_past_due: z.int().min(0).max(365).optional(),
});

const amount = z.int().min(1).optional();

/** One payment of an order. Methods that this sandbox does not offer fail as an unknown `payment_method`. */
export const paymentInput = z.discriminatedUnion("payment_method", [
  z.object({ payment_method: z.literal("credit_card"), amount, credit_card: creditCardInput }),
  z.object({ payment_method: z.literal("pix"), amount, pix: pixInput }),
  z.object({ payment_method: z.literal("boleto"), amount, boleto: boletoInput }),
]);

export type PaymentInput = z.infer<typeof paymentInput>;
