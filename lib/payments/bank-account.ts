import { cnpj, cpf } from "cpf-cnpj-validator";
import { z } from "zod";
import type { BankAccount, BankAccountField } from "./gateways/port";

const text = (max: number) => z.string().trim().min(1, "required").max(max, "too_long").default("");
const plain = (typed: string) => typed.toUpperCase().replaceAll(/[\s./]/g, "");
const digits = (min: number, max: number) =>
  z
    .string()
    .default("")
    .transform((typed) => typed.replaceAll(/\D/g, ""))
    .pipe(z.string().min(min, "required").max(max, "too_long"));

/** `1234`, `1234-5`, `12345`, `1234-X`: at most four digits, then the check digit that some banks print behind them. */
const branchPattern = /^(\d{1,4})-?([\dX])?$/;

/** A Brazilian bank account as a form asks for it: where a boleto's money goes back to. Its holder is named by CPF or CNPJ. */
export const bankAccountForm = z.object({
  holderName: text(30),
  holderDocument: digits(1, 14).refine((document) => cpf.isValid(document) || cnpj.isValid(document), "document_invalid"),
  bank: digits(1, 3),
  branch: z.string().default("").transform(plain).pipe(z.string().min(1, "required").regex(branchPattern, "branch_invalid")),
  account: z.string().default("").transform(plain).pipe(z.string().min(1, "required").max(13, "too_long").regex(/^\d+$/, "digit_apart")),
  accountDigit: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9X]{1,2}$/, "required")
    .default(""),
  kind: z.enum(["checking", "savings"]).catch("checking"),
}) satisfies z.ZodType<Record<Exclude<BankAccountField, "branchDigit">, string>>;

/** The account that was typed, the branch apart from its check digit. */
export function toBankAccount(typed: z.output<typeof bankAccountForm>): BankAccount {
  const [, branch = "", branchDigit = ""] = branchPattern.exec(typed.branch) ?? [];
  return { ...typed, branch, branchDigit };
}
