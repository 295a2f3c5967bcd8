import { toDueAt } from "@/lib/payments/gateways/pagarme-boleto";
import { billedItems } from "@/lib/payments/gateways/pagarme-items";
import type { BankAccount, BankAccountField, ChargeRequest, MethodRequest, Payer, PostalAddress } from "@/lib/payments/gateways/port";

/** The vendor's limits (characters); text beyond them is cut. The address of a mail cannot be cut: see `isSendable`. */
const limits = {
  name: 64,
  email: 64,
  line: 256,
  line2: 128,
  city: 64,
  itemCode: 52,
  description: 256,
  instructions: 256,
  statement: 13,
} as const;

type Wire = Record<string, unknown>;

/** False for the one thing that neither fits nor may be cut: an e-mail address longer than the vendor takes. */
export function isSendable(payer: Payer): boolean {
  return payer.email.length <= limits.email;
}

/**
 * The body of `POST /orders` for one attempt. All that is known of the payer is always sent, whatever the method asks for,
 * because what an account enforces differs. `now` turns the end of a Pix into seconds from now, so that no clock but ours counts.
 */
export function orderBody(request: ChargeRequest, now: Date): Wire {
  const { items, shippingCents } = billedItems(request);
  const customer = customerBody(request.payer);
  return {
    code: request.reference,
    closed: true,
    customer,
    items,
    shipping: {
      amount: shippingCents,
      description: cut(request.shippingName, limits.line) || "Entrega",
      recipient_name: customer.name,
      recipient_phone: digits(request.payer.phone),
      address: customer.address,
    },
    payments: [{ amount: request.amountCents, ...paymentBody(request, now) }],
    metadata: { reference: request.reference },
  };
}

function paymentBody(request: ChargeRequest, now: Date): Wire {
  const { method, statementName } = request;
  switch (method.kind) {
    case "card":
      return { payment_method: "credit_card", credit_card: cardBody(method, request) };
    case "pix":
      return { payment_method: "pix", pix: { expires_in: Math.max(1, Math.floor((method.expiresAt.getTime() - now.getTime()) / 1000)) } };
    case "boleto":
      return {
        payment_method: "boleto",
        boleto: {
          instructions: cut(method.instructions, limits.instructions),
          due_at: toDueAt(method.dueAt),
          type: "DM",
          ...descriptor(statementName),
        },
      };
    case "hosted":
      throw new Error("Pagar.me has no hosted page here: the capabilities do not offer it");
  }
}

function cardBody(method: Extract<MethodRequest, { kind: "card" }>, { capture, payer, statementName }: ChargeRequest): Wire {
  return {
    installments: method.instalments,
    operation_type: capture === "now" ? "auth_and_capture" : "auth_only",
    ...descriptor(statementName),
    card_token: method.token,
    card: { billing_address: addressBody(payer.address) },
  };
}

function descriptor(statementName: string): Wire {
  const text = statementText(statementName);
  return text === "" ? {} : { statement_descriptor: text };
}

/** Letters, digits and single blanks, without accents, 13 characters at most: what a card statement can print. */
export function statementText(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, " ");
  return plain.trim().slice(0, limits.statement).trim();
}

function customerBody(payer: Payer): Wire & { name: string; address: Wire } {
  const document = digits(payer.document);
  const isCompany = document.length === 14;
  return {
    name: cut(payer.name, limits.name),
    email: payer.email,
    type: isCompany ? "company" : "individual",
    ...(document === "" ? {} : { document, document_type: isCompany ? "CNPJ" : "CPF" }),
    phones: phonesBody(payer.phone),
    address: addressBody(payer.address),
  };
}

/** Country, area and number of an E.164 number. Only Brazil's and North America's parts are known; others get a fixed split. */
function phonesBody(phone: string): Wire {
  const number = digits(phone);
  if (number.length < 8) return {};

  const country = number.startsWith("1") ? 1 : 2;
  const area = number.startsWith("1") ? 3 : 2;
  const mobile_phone = {
    country_code: number.slice(0, country),
    area_code: number.slice(country, country + area),
    number: number.slice(country + area),
  };
  return { mobile_phone };
}

function addressBody(address: PostalAddress): Wire {
  const line1 = [address.number, address.line1, address.district]
    .map((part) => part.replaceAll(",", " ").trim())
    .filter(Boolean)
    .join(", ");
  return {
    line_1: cut(line1, limits.line),
    ...(address.line2.trim() === "" ? {} : { line_2: cut(address.line2, limits.line2) }),
    zip_code: digits(address.postalCode),
    city: cut(address.city, limits.city),
    state: address.state.toUpperCase(),
    country: address.country.toUpperCase(),
  };
}

/** Where a boleto's money goes back to, in the vendor's words. */
export function bankAccountBody(account: BankAccount): Wire {
  const document = digits(account.holderDocument);
  return {
    holder_name: cut(account.holderName, 30),
    holder_type: document.length === 14 ? "company" : "individual",
    holder_document: document,
    bank: digits(account.bank).padStart(3, "0"),
    branch_number: digits(account.branch),
    ...(account.branchDigit === "" ? {} : { branch_check_digit: account.branchDigit }),
    account_number: digits(account.account),
    account_check_digit: account.accountDigit,
    type: account.kind,
  };
}

const accountFields: Record<string, BankAccountField> = {
  holder_name: "holderName",
  holder_document: "holderDocument",
  bank: "bank",
  branch_number: "branch",
  branch_check_digit: "branch",
  account_number: "account",
  account_check_digit: "accountDigit",
  type: "kind",
};

/** The parts of a bank account that a refusal names, in our words: the vendor names `request.bank_account.branch_number`. */
export function refusedAccountFields(fields: readonly string[]): BankAccountField[] {
  const named = fields
    .filter((field) => field.includes("bank_account"))
    .flatMap((field) => accountFields[field.split(".").at(-1) ?? ""] ?? []);
  return [...new Set(named)];
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}

function cut(text: string, length: number): string {
  return text.trim().slice(0, length).trim();
}
