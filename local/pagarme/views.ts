import type { Card, Charge, Customer, Method, Order, Transaction } from "@/local/pagarme/model";

/** Where the sandbox is mounted (pages) and where its API begins, both without a slash at the end. */
export type Links = { siteBase: string; apiBase: string };

/** A JSON object as the vendor sends it: keys without a value are absent. */
export type Wire = Record<string, unknown>;

export function orderView(order: Order, charges: Charge[], links: Links): Wire {
  return absent({
    id: order.id,
    code: order.code,
    amount: order.amount,
    currency: "BRL",
    closed: order.closed,
    items: order.items.map((item) => ({
      ...item,
      type: "product",
      status: "active",
      created_at: order.createdAt,
      updated_at: order.createdAt,
    })),
    customer: customerView(order.customer),
    shipping: order.shipping,
    status: order.status,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    closed_at: order.closedAt,
    charges: charges.map((charge) => chargeView(charge, links)),
    metadata: order.metadata,
  });
}

/** The order inside a charge's notice: without its charges. */
export function orderSummary(order: Order): Wire {
  const { id, code, amount, closed, status, createdAt, updatedAt, closedAt, metadata } = order;
  return absent({
    id,
    code,
    amount,
    closed,
    currency: "BRL",
    status,
    customer_id: order.customer.id,
    created_at: createdAt,
    updated_at: updatedAt,
    closed_at: closedAt,
    metadata,
  });
}

/** A charge as the vendor sends it. Once everything was given back, it no longer tells what and when was paid. */
export function chargeView(charge: Charge, links: Links): Wire {
  const isGivenBack = charge.status === "canceled";
  return absent({
    id: charge.id,
    code: charge.code,
    gateway_id: charge.gatewayId,
    amount: charge.amount,
    paid_amount: isGivenBack ? undefined : charge.paidAmount || undefined,
    canceled_amount: charge.canceledAmount || undefined,
    status: charge.status,
    currency: "BRL",
    payment_method: charge.method.type,
    due_at: charge.dueAt,
    paid_at: isGivenBack ? undefined : charge.paidAt,
    canceled_at: charge.canceledAt,
    created_at: charge.createdAt,
    updated_at: charge.updatedAt,
    customer: customerView(charge.customer),
    metadata: charge.metadata,
    last_transaction: transactionView(charge, links),
  });
}

export function customerView(customer: Customer): Wire {
  const { id, name, email, code, type, document, phones, address } = customer;
  return absent({
    id,
    name,
    email,
    code,
    document,
    document_type: customer.documentType?.toLowerCase(),
    type,
    delinquent: false,
    address: address ? { ...address, status: "active" } : undefined,
    phones,
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
  });
}

export function cardView(card: Card): Wire {
  return absent({
    id: card.id,
    first_six_digits: card.firstSix,
    last_four_digits: card.lastFour,
    brand: card.brand,
    holder_name: card.holderName,
    holder_document: card.holderDocument,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    status: "active",
    type: "credit",
    billing_address: card.billingAddress,
  });
}

function transactionView(charge: Charge, links: Links): Wire {
  const { transaction, method } = charge;
  return absent({
    id: transaction.id,
    transaction_type: method.type,
    gateway_id: transaction.gatewayId,
    amount: transaction.amount,
    status: transaction.status,
    success: transaction.success,
    attempt_count: transaction.attempt,
    max_attempts: transaction.attempt,
    created_at: transaction.createdAt,
    updated_at: transaction.updatedAt,
    gateway_response: gatewayResponse(transaction),
    antifraud_response: transaction.antifraud ? { status: transaction.antifraud, provider_name: "simulator" } : {},
    metadata: {},
    ...methodView(charge, method, links),
  });
}

function gatewayResponse(transaction: Transaction): Wire {
  if (transaction.errors.length === 0) return { code: "200", errors: [] };
  return { code: "400", errors: transaction.errors.map((message) => ({ message })) };
}

function methodView(charge: Charge, method: Method, { apiBase }: Links): Wire {
  const page = `${apiBase}/charges/${charge.id}`;
  switch (method.type) {
    case "credit_card":
      return {
        installments: method.installments,
        statement_descriptor: method.descriptor,
        operation_type: method.operation,
        funding_source: "credit",
        acquirer_name: "simulator",
        acquirer_tid: charge.transaction.gatewayId,
        acquirer_nsu: charge.transaction.gatewayId,
        acquirer_message: charge.transaction.acquirer?.message,
        acquirer_return_code: charge.transaction.acquirer?.code,
        card: cardView(method.card),
      };
    case "pix":
      return {
        qr_code: method.code,
        qr_code_url: `${page}/qrcode.png`,
        expires_at: method.expiresAt,
        additional_information: method.notes,
      };
    case "boleto":
      return {
        url: `${page}/boleto`,
        pdf: `${page}/boleto.pdf`,
        line: method.line,
        barcode: `${page}/barcode.png`,
        nosso_numero: method.ourNumber,
        document_number: method.documentNumber,
        bank: method.bank,
        instructions: method.instructions,
        due_at: method.dueAt,
        paid_at: charge.paidAt,
        paid_amount: charge.paidAmount || undefined,
        type: "DM",
        billing_address: method.billingAddress,
      };
  }
}

function absent(wire: Wire): Wire {
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));
}
