import { randomUUID } from "node:crypto";
import type { ChargeRequest, Payer } from "@/lib/payments/gateways/port";

/** A shopper with everything a provider may ask for. The address's postal code is not one of a simulator's special ones. */
export function payer(changes: Partial<Payer> = {}): Payer {
  return {
    name: "Ana Souza",
    email: "ana@example.com",
    phone: "+5511999999999",
    document: "12345678909",
    address: {
      line1: "Rua A",
      number: "100",
      line2: "ap 1",
      district: "Centro",
      city: "São Paulo",
      state: "SP",
      postalCode: "01001-000",
      country: "BR",
    },
    ...changes,
  };
}

/** One shirt and its delivery: 44.90 in all, by Pix unless told otherwise. */
export function chargeRequest(changes: Partial<ChargeRequest> = {}): ChargeRequest {
  return {
    idempotencyKey: `key-${randomUUID()}`,
    reference: "ref-1",
    amountCents: 4490,
    currency: "BRL",
    locale: "pt-BR",
    method: { kind: "pix", expiresAt: new Date(Date.now() + 30 * 60_000) },
    capture: "now",
    payer: payer(),
    items: [{ code: "sku-1", description: "Camiseta", unitPriceCents: 2990, quantity: 1 }],
    shippingCents: 1500,
    discountCents: 0,
    interestCents: 0,
    shippingName: "PAC",
    storeName: "Aurora Ateliê",
    statementName: "Aurora Ateliê",
    ...changes,
  };
}
