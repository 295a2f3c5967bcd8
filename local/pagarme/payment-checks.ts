import { TOKEN_LIFE_MS } from "@/local/pagarme/card-store";
import { asInput } from "@/local/pagarme/customers";
import type { Context } from "@/local/pagarme/emit";
import { missingFor, type OrderInput } from "@/local/pagarme/input/order-input";
import type { PaymentInput } from "@/local/pagarme/input/payment-input";
import { boletoDue, pixExpiry } from "@/local/pagarme/methods";
import { type Customer, kinds } from "@/local/pagarme/model";
import type { FieldErrors } from "@/local/pagarme/reply";

/** What is wrong with an order's payments once the account's own records are looked at; nothing is changed here. */
export async function paymentErrors(context: Context, input: OrderInput, customer: Customer | null): Promise<FieldErrors> {
  const errors: FieldErrors = {};
  for (const [index, payment] of input.payments.entries()) {
    const path = `order.payments[${index}].${payment.payment_method}`;
    const found = payment.payment_method === "credit_card" ? await cardErrors(context, payment) : timeErrors(payment, context.now);
    for (const [field, text] of Object.entries(found)) errors[`${path}.${field}`] = [text];
    if (!customer) continue;
    for (const field of missingFor(payment, asInput(customer))) errors[`order.customer.${field}`] = [`The ${field} field is required.`];
  }
  return errors;
}

type CardPayment = Extract<PaymentInput, { payment_method: "credit_card" }>;

async function cardErrors({ session, account, now }: Context, { credit_card }: CardPayment): Promise<Record<string, string>> {
  const shelf = session.in(account.id);
  if (credit_card.card_token !== undefined) {
    const token = await shelf.lock(kinds.token, credit_card.card_token);
    if (!token) return { card_token: "The card_token was not found." };
    if (token.usedAt) return { card_token: "The card_token was already used." };
    if (token.expiresAt <= now.toISOString()) return { card_token: `The card_token expired: it lives ${TOKEN_LIFE_MS / 1000} seconds.` };
  }
  if (credit_card.card_id !== undefined && !(await shelf.get(kinds.card, credit_card.card_id)))
    return { card_id: "The card_id was not found." };
  return {};
}

function timeErrors(payment: Exclude<PaymentInput, CardPayment>, now: Date): Record<string, string> {
  if (payment.payment_method === "pix") {
    return pixExpiry(payment, now) > now ? {} : { expires_at: "The field expires_at must be in the future." };
  }
  const startOfToday = new Date(now.toISOString().slice(0, 10));
  return boletoDue(payment, now) >= startOfToday ? {} : { due_at: "The field due_at must not be in the past." };
}
