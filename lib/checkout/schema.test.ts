import { describe, expect, it } from "vitest";
import { fieldErrors } from "@/lib/core/form-state";
import { detailsSchema, payChoiceSchema } from "./schema";

const rate = "0190a0a0-0000-7000-8000-000000000000";
const ana = {
  email: "ana@example.com",
  name: "Ana Souza",
  document: "529.982.247-25",
  phone: "(11) 99999-8888",
  postalCode: "01001-000",
  line1: "Praça da Sé",
  number: "s/n",
  line2: "",
  district: "Sé",
  city: "São Paulo",
  state: "SP",
  shippingRateId: rate,
};
const ann = {
  email: "ann@example.com",
  name: "Ann Smith",
  line1: "12 Main Street",
  city: "Portland",
  state: "ME",
  postalCode: "04101",
  country: "US",
  shippingRateId: rate,
};

function errorsOf(country: string, input: object): Record<string, string> {
  const parsed = detailsSchema(country).safeParse(input);
  return parsed.success ? {} : fieldErrors(parsed.error);
}

describe("a Brazilian checkout", () => {
  it("takes what people write and keeps digits and E.164", () => {
    expect(detailsSchema("BR").parse(ana)).toMatchObject({
      document: "52998224725",
      phone: "+5511999998888",
      postalCode: "01001000",
      country: "BR",
    });
  });

  it.each(["529.982.247-26", "111.111.111-11", "123", "00.000.000/0000-00"])("refuses %s as CPF or CNPJ", (document) => {
    expect(errorsOf("BR", { ...ana, document })).toEqual({ document: "document_invalid" });
  });

  it("takes a CNPJ, a landline, and a number with its country code", () => {
    expect(errorsOf("BR", { ...ana, document: "11.222.333/0001-81", phone: "+55 11 3333-4444" })).toEqual({});
  });

  it("asks for CEP, state, number, district and a phone", () => {
    const asked = errorsOf("BR", { ...ana, postalCode: "0100", state: "XX", number: "", district: " ", phone: "123" });
    expect(asked).toEqual({
      postalCode: "postal_code_invalid",
      state: "state_invalid",
      number: "required",
      district: "required",
      phone: "phone_invalid",
    });
  });

  it("refuses an e-mail address that the gateway cannot take, and a single name", () => {
    expect(errorsOf("BR", { ...ana, email: `${"a".repeat(60)}@example.com`, name: "Ana" })).toEqual({
      email: "too_long",
      name: "full_name",
    });
  });
});

describe("a checkout elsewhere", () => {
  it("asks for neither CPF nor phone", () => {
    expect(errorsOf("US", ann)).toEqual({});
  });

  it("asks for state and ZIP code in the United States, and for neither where there are none", () => {
    expect(errorsOf("US", { ...ann, state: "", postalCode: "1" })).toEqual({ state: "state_invalid", postalCode: "postal_code_invalid" });
    expect(errorsOf("US", { ...ann, country: "HK", state: "", postalCode: "" })).toEqual({});
    expect(errorsOf("US", { ...ann, country: "ZZ" })).toEqual({ country: "country_invalid" });
  });
});

describe("the way to pay", () => {
  it("is no card without the gateway's token", () => {
    expect(payChoiceSchema.safeParse({ method: "card", cardToken: "4000000000000010" }).success).toBe(false);
    expect(payChoiceSchema.safeParse({ method: "card", cardToken: "token_abc" }).success).toBe(true);
    expect(payChoiceSchema.safeParse({ method: "cash" }).success).toBe(false);
  });
});
