import type { Answer } from "@/tests/contract/pagarme/running-sandbox";

export const address = {
  line_1: "100, Rua A, Centro",
  line_2: "ap 1",
  zip_code: "01001000",
  city: "São Paulo",
  state: "SP",
  country: "BR",
};

export const customer = {
  name: "Ana Souza",
  email: "ana@example.com",
  type: "individual",
  document: "12345678909",
  document_type: "CPF",
  phones: { mobile_phone: { country_code: "55", area_code: "11", number: "999999999" } },
  address,
};

type Body = Record<string, unknown>;

/** An order of 44.90 in the vendor's own example, with the given payment. */
export function orderBody(payment: Body, changes: Body = {}): Body {
  return {
    code: "order-123",
    customer,
    items: [{ code: "sku-1", description: "Camiseta", amount: 2990, quantity: 1 }],
    shipping: { amount: 1500, description: "PAC", recipient_name: "Ana Souza", recipient_phone: "5511999999999", address },
    payments: [payment],
    ...changes,
  };
}

export function cardPayment(token: string, changes: Body = {}): Body {
  return {
    payment_method: "credit_card",
    amount: 4490,
    credit_card: { installments: 1, statement_descriptor: "AURORA", card_token: token, card: { billing_address: address }, ...changes },
  };
}

export const pixPayment = { payment_method: "pix", pix: { expires_in: 3600 } };

export function boletoPayment(changes: Body = {}): Body {
  return { payment_method: "boleto", boleto: { instructions: "Não receber após o vencimento", ...changes } };
}

type Wire = Record<string, unknown> & { id: string; status: string; amount: number };
export type WireCharge = Wire & {
  paid_amount?: number;
  canceled_amount?: number;
  last_transaction: Wire & { success: boolean } & Record<string, unknown>;
};
export type WireOrder = Wire & { code: string; charges: [WireCharge, ...WireCharge[]] };

/** The answer as an order; throws what was answered instead. */
export function asOrder(answer: Answer): WireOrder {
  if (answer.status !== 200 || !Array.isArray(answer.body.charges))
    throw new Error(`no order: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as WireOrder;
}

export function asCharge(answer: Answer): WireCharge {
  if (answer.status !== 200 || !("last_transaction" in answer.body))
    throw new Error(`no charge: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as WireCharge;
}
