import { describe, expect, it } from "vitest";
import { isSendable, orderBody, statementText } from "@/lib/payments/gateways/pagarme-request";
import { chargeRequest, payer } from "@/tests/contract/gateways/charge-request";

const now = new Date("2026-11-22T12:00:00Z");

describe("an order sent to Pagar.me", () => {
  it("tells all that is known of the shopper, whatever the method asks for", () => {
    const body = orderBody(chargeRequest({ method: { kind: "pix", expiresAt: new Date("2026-11-22T12:30:00Z") } }), now);

    expect(body).toMatchObject({
      code: "ref-1",
      customer: {
        name: "Ana Souza",
        type: "individual",
        document: "12345678909",
        document_type: "CPF",
        phones: { mobile_phone: { country_code: "55", area_code: "11", number: "999999999" } },
        address: { line_1: "100, Rua A, Centro", line_2: "ap 1", zip_code: "01001000", city: "São Paulo", state: "SP", country: "BR" },
      },
      payments: [{ payment_method: "pix", amount: 4490, pix: { expires_in: 1800 } }],
    });
  });

  it("sends the billing address beside a card token, which does not carry it", () => {
    const body = orderBody(chargeRequest({ method: { kind: "card", token: "token_1", instalments: 3 } }), now);

    expect(body).toMatchObject({
      payments: [
        {
          credit_card: {
            card_token: "token_1",
            installments: 3,
            statement_descriptor: "Aurora Atelie",
            card: { billing_address: { zip_code: "01001000" } },
          },
        },
      ],
    });
  });

  it("cuts texts to the vendor's limits, and refuses an e-mail address that cannot be cut", () => {
    const long = payer({ name: "A".repeat(90), email: `${"a".repeat(60)}@example.com` });
    const body = orderBody(chargeRequest({ payer: long }), now);

    expect(body).toMatchObject({ customer: { name: "A".repeat(64) } });
    expect(isSendable(long)).toBe(false);
    expect(isSendable(payer())).toBe(true);
  });

  it("names a company by its CNPJ", () => {
    expect(orderBody(chargeRequest({ payer: payer({ document: "11.222.333/0001-81" }) }), now)).toMatchObject({
      customer: { type: "company", document: "11222333000181", document_type: "CNPJ" },
    });
  });
});

describe("the name on a card statement", () => {
  it.each([
    ["Ateliê São João & Filhos", "Atelie Sao Jo"],
    ["  Loja***da Maria  ", "Loja da Maria"],
    ["Doze letras á b", "Doze letras a"],
    ["日本", ""],
  ])("prints %s as %s", (name, printed) => {
    expect(statementText(name)).toBe(printed);
    expect(printed.length).toBeLessThanOrEqual(13);
  });
});
