import { z } from "zod";

const cents = z.int().min(0).nullish();
const text = z.string().nullish();
/** Shown to people alone: what cannot be read is left out. */
const told = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);

const transactionShape = z
  .object({
    id: text,
    status: text,
    amount: cents.catch(null),
    success: z.boolean().nullish(),
    acquirer_name: told,
    acquirer_tid: told,
    acquirer_nsu: told,
    acquirer_auth_code: told,
    acquirer_message: told,
    acquirer_return_code: text,
    antifraud_response: z.object({ status: text, score: told, return_message: told }).nullish().catch(null),
    gateway_response: z
      .object({ errors: z.array(z.object({ message: text })).nullish() })
      .nullish()
      .catch(null),
    card: z.object({ brand: text, first_six_digits: text, last_four_digits: text, holder_name: told }).nullish().catch(null),
    qr_code: text,
    qr_code_url: text,
    expires_at: text,
    line: text,
    barcode: text,
    url: text,
    pdf: text,
    due_at: text,
  })
  .nullish();

const chargeShape = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.int().min(0),
  paid_amount: cents,
  canceled_amount: cents,
  payment_method: text,
  paid_at: text,
  canceled_at: text,
  created_at: text,
  updated_at: text,
  last_transaction: transactionShape,
});

const orderShape = z.object({ id: z.string(), charges: z.array(chargeShape).min(1) });

export type PagarmeCharge = z.infer<typeof chargeShape>;
export type PagarmeOrder = z.infer<typeof orderShape>;

/** The vendor's order as far as we read it, or null when the answer is not one. Unknown keys and words pass. */
export function readOrder(body: unknown): PagarmeOrder | null {
  return orderShape.safeParse(body).data ?? null;
}

export function readCharge(body: unknown): PagarmeCharge | null {
  return chargeShape.safeParse(body).data ?? null;
}

const orderList = z.object({ data: z.array(z.object({ id: z.string(), code: text, status: text })) });

/**
 * The id of the order with our reference in a list of orders; null when there is none, undefined when the answer is no list.
 * Should there ever be two, the paid one counts: money that moved must not be overlooked.
 */
export function readFirstOrderId(body: unknown, reference: string): string | null | undefined {
  const list = orderList.safeParse(body);
  if (!list.success) return undefined;

  const ours = list.data.data.filter((order) => order.code === reference);
  return (ours.find((order) => order.status === "paid") ?? ours[0])?.id ?? null;
}

/** We put one charge into an order; a retry made in the vendor's dashboard keeps it. */
export function chargeOf(order: PagarmeOrder): PagarmeCharge {
  const charge = order.charges.at(-1);
  if (!charge) throw new Error("an order was read without a charge");
  return charge;
}

/** A vendor time; one without a zone is UTC. Null when absent or unreadable. */
export function readTime(value: string | null | undefined): Date | null {
  if (!value) return null;
  const time = new Date(/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}
