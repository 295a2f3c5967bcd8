import { keptCard, spendToken, storeCard } from "@/local/pagarme/card-store";
import { saveCustomer } from "@/local/pagarme/customers";
import { type Context, emitCharge, emitOrder } from "@/local/pagarme/emit";
import { addressInput } from "@/local/pagarme/input/customer-input";
import { type OrderInput, orderTotal } from "@/local/pagarme/input/order-input";
import { cardInput, type PaymentInput } from "@/local/pagarme/input/payment-input";
import { boletoMethod, cardMethod, pixMethod } from "@/local/pagarme/methods";
import { type Card, type Charge, type Customer, kinds, type Method, type Order } from "@/local/pagarme/model";
import { paymentErrors } from "@/local/pagarme/payment-checks";
import { done, invalid, type Reply, refused } from "@/local/pagarme/reply";
import { cardOutcome, failsLater, LATER_SECONDS, planned } from "@/local/pagarme/simulator";
import { newCharge, startBoleto, startCard, startPix } from "@/local/pagarme/start-charge";
import { chargesOf, storeChange } from "@/local/pagarme/store-charge";
import { type Change, withPlan } from "@/local/pagarme/transitions";
import { vendorId } from "@/local/pagarme/vendor-id";
import { orderView } from "@/local/pagarme/views";
import type { Struck } from "@/local/sandbox/faults";

/** `POST /orders`: the order and its charges, each taken as far as its method goes inside this call. */
export async function createOrder(context: Context, input: OrderInput, struck: Struck): Promise<Reply> {
  const shelf = context.session.in(context.account.id);
  const known = input.customer_id === undefined ? null : await shelf.get(kinds.customer, input.customer_id);
  if (!known && !input.customer) return refused(404, "Customer not found.");

  const errors = await paymentErrors(context, input, known);
  if (Object.keys(errors).length > 0) return invalid(errors, input);

  const customer = input.customer ? await saveCustomer(context, input.customer) : known;
  if (!customer) throw new Error("the customer was checked above");

  const started = await placeCharges(context, { order: newOrder(context, input, customer), input, struck });
  for (const change of started) await storeChange(context, change);
  const order = await shelf.get(kinds.order, started[0]?.charge.orderId ?? "");
  if (!order) throw new Error("the order was stored above");
  return done(orderView(order, await chargesOf(context, order), context.links));
}

function newOrder(context: Context, input: OrderInput, customer: Customer): Order {
  const id = vendorId("or");
  const at = context.now.toISOString();
  return {
    id,
    code: input.code ?? id.slice(3, 13).toUpperCase(),
    amount: orderTotal(input),
    status: "pending",
    closed: input.closed,
    closedAt: input.closed ? at : undefined,
    items: input.items.map((item) => ({ id: vendorId("oi"), ...item })),
    shipping: input.shipping,
    customer,
    chargeIds: input.payments.map(() => vendorId("ch")),
    metadata: input.metadata,
    createdAt: at,
    updatedAt: at,
  };
}

type Placing = { order: Order; input: OrderInput; struck: Struck };

/** Stores the order with its untouched charges, so that its state can be derived, and answers what each charge becomes. */
async function placeCharges(context: Context, { order, input, struck }: Placing): Promise<Change[]> {
  const shelf = context.session.in(context.account.id);
  const changes: Change[] = [];
  for (const [index, payment] of input.payments.entries()) {
    const id = order.chargeIds[index] ?? vendorId("ch");
    const amount = struck.wrong_amount?.amount ?? payment.amount ?? order.amount;
    const method = await methodOf(context, payment, { order, id, amount });
    const charge = newCharge(context, { order, method, amount, metadata: input.metadata, id });
    await shelf.put(kinds.charge, id, charge);
    changes.push(started(context, charge, { payment, struck }));
  }
  await shelf.put(kinds.order, order.id, order);
  const charges = changes.map((change) => change.charge);
  await emitOrder(context, "order.created", { order, charges });
  for (const charge of charges) await emitCharge(context, "charge.created", { order, charge });
  return changes;
}

type Asked = { order: Order; id: string; amount: number };

async function methodOf(context: Context, payment: PaymentInput, { order, id, amount }: Asked): Promise<Method> {
  switch (payment.payment_method) {
    case "credit_card":
      return cardMethod(payment, await cardOf(context, payment.credit_card));
    case "pix":
      return pixMethod(payment, {
        amount,
        merchant: context.account.name,
        payPage: `${context.links.siteBase}/pay/${id}`,
        now: context.now,
      });
    case "boleto":
      if (!order.customer.address) throw new Error("a boleto's address was checked before");
      return boletoMethod(payment, { amount, payer: order.customer.address, now: context.now });
  }
}

async function cardOf(context: Context, payment: Extract<PaymentInput, { payment_method: "credit_card" }>["credit_card"]): Promise<Card> {
  if (payment.card_id !== undefined) {
    const card = await context.session.in(context.account.id).get(kinds.card, payment.card_id);
    if (!card) throw new Error("a stored card was checked before");
    return card;
  }
  const { billing_address: billingAddress } = cardInput.partial().extend({ billing_address: addressInput }).parse(payment.card);
  if (payment.card_token === undefined) return storeCard(context, { ...keptCard(cardInput.parse(payment.card)), billingAddress });

  const card = await spendToken(context, payment.card_token, billingAddress);
  if (!card) throw new Error("one token was used for two payments");
  return card;
}

function started(context: Context, charge: Charge, { payment, struck }: { payment: PaymentInput; struck: Struck }): Change {
  const reason = struck.fail_later?.reason ?? "Falha simulada";
  const { method } = charge;
  if (method.type === "credit_card") {
    const outcome = struck.fail_later ? failsLater(reason) : cardOutcome(method.card, charge.customer.document);
    return startCard(context, charge, outcome);
  }
  const maxLateDays = payment.payment_method === "boleto" ? payment.boleto.max_days_to_pay_past_due : undefined;
  const change = method.type === "pix" ? startPix(context, charge, method) : startBoleto(context, charge, { method, maxLateDays });
  if (!struck.fail_later) return change;
  return { ...change, charge: withPlan(change.charge, [planned({ kind: "fail", reason }, context.now, LATER_SECONDS)]) };
}
