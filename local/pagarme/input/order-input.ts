import { z } from "zod";
import { addressInput, type CustomerInput, customerInput } from "@/local/pagarme/input/customer-input";
import { type PaymentInput, paymentInput } from "@/local/pagarme/input/payment-input";

const itemInput = z.object({
  code: z.string().min(1).max(52),
  description: z.string().min(1).max(256),
  amount: z.int().min(1),
  quantity: z.int().min(1),
});

const shippingInput = z.object({
  amount: z.int().min(0).default(0),
  description: z.string().max(256).optional(),
  recipient_name: z.string().max(64).optional(),
  recipient_phone: z.string().max(16).optional(),
  address: addressInput.optional(),
});

const orderFields = z.object({
  code: z.string().max(52).optional(),
  closed: z.boolean().default(true),
  antifraud_enabled: z.boolean().optional(),
  customer: customerInput.optional(),
  customer_id: z.string().optional(),
  items: z.array(itemInput).min(1),
  shipping: shippingInput.optional(),
  payments: z.array(paymentInput).min(1),
  metadata: z.record(z.string(), z.unknown()).default({}),
});

export type OrderInput = z.infer<typeof orderFields>;

/** The body of `POST /orders`: every rule that the vendor checks before it looks at the account. */
export const orderInput = orderFields.superRefine((order, context) => {
  const total = orderTotal(order);
  const amounts = order.payments.map((payment) => payment.amount);
  const isOpen = amounts.length === 1 && amounts[0] === undefined;
  const sum = amounts.reduce<number>((known, amount) => known + (amount ?? Number.NaN), 0);
  if (!isOpen && sum !== total) {
    context.addIssue({ code: "custom", path: ["payments"], message: "The sum of payments must be equal to the order amount." });
  }
  if (order.customer === undefined) return;
  for (const payment of order.payments) {
    for (const missing of missingFor(payment, order.customer)) {
      context.addIssue({ code: "custom", path: ["customer", missing], message: `The ${missing} field is required.` });
    }
  }
});

/** Unit prices times quantities plus shipping, in centavos. */
export function orderTotal(order: Pick<OrderInput, "items" | "shipping">): number {
  return order.items.reduce((sum, item) => sum + item.amount * item.quantity, order.shipping?.amount ?? 0);
}

type NeededField = "document" | "phones" | "address";

/** What a PSP account must know of the customer for a method (contract, "Which customer data each method needs"). */
export function missingFor(payment: PaymentInput, customer: Pick<CustomerInput, NeededField>): NeededField[] {
  const hasPhone = Boolean(customer.phones?.mobile_phone ?? customer.phones?.home_phone);
  const missing: NeededField[] = customer.document ? [] : ["document"];
  if (payment.payment_method !== "boleto" && !hasPhone) missing.push("phones");
  if (payment.payment_method === "boleto" && !customer.address) missing.push("address");
  return missing;
}
