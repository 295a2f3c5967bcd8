import { z } from "zod";

const amount = z.int().min(1).optional();

export const captureInput = z.object({ amount, code: z.string().max(52).optional() });

const bankAccount = z.object({
  holder_name: z.string().min(1).max(64),
  holder_type: z.enum(["individual", "company"]).optional(),
  holder_document: z.string().min(11).max(14),
  bank: z.string().regex(/^\d{3}$/),
  branch_number: z.string().min(1).max(4),
  branch_check_digit: z.string().max(1).optional(),
  account_number: z.string().min(1).max(13),
  account_check_digit: z.string().min(1).max(2),
  type: z.enum(["checking", "savings"]),
});

export const cancelInput = z.object({
  amount,
  bank_account: bankAccount.optional(),
  reason: z.string().optional(),
  operation_reference: z.string().optional(),
});

export const confirmInput = z.object({ amount, code: z.string().max(52).optional(), description: z.string().max(256).optional() });

export const closeInput = z.object({ status: z.enum(["paid", "canceled", "failed"]) });

export const listInput = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(10),
  code: z.string().optional(),
  status: z.string().optional(),
  customer_id: z.string().optional(),
  order_id: z.string().optional(),
  payment_method: z.string().optional(),
  created_since: z.iso.datetime({ offset: true, local: true }).or(z.iso.date()).optional(),
  created_until: z.iso.datetime({ offset: true, local: true }).or(z.iso.date()).optional(),
});

export type ListInput = z.infer<typeof listInput>;
