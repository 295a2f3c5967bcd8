import { cnpj, cpf } from "cpf-cnpj-validator";
import { z } from "zod";
import type { BankAccount } from "./gateways/port";

const text = (max: number) => z.string().trim().min(1, "required").max(max, "too_long").default("");
const digits = (min: number, max: number) =>
  z
    .string()
    .default("")
    .transform((typed) => typed.replaceAll(/\D/g, ""))
    .pipe(z.string().min(min, "required").max(max, "too_long"));

/** A Brazilian bank account as a form asks for it: where a boleto's money goes back to. Its holder is named by CPF or CNPJ. */
export const bankAccountForm = z.object({
  holderName: text(30),
  holderDocument: digits(1, 14).refine((document) => cpf.isValid(document) || cnpj.isValid(document), "document_invalid"),
  bank: digits(1, 3),
  branch: digits(1, 5),
  account: digits(1, 13),
  accountDigit: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9X]{1,2}$/, "required")
    .default(""),
  kind: z.enum(["checking", "savings"]).catch("checking"),
}) satisfies z.ZodType<BankAccount>;
