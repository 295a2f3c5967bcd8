import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { idleForm } from "@/lib/core/form-state";
import { messagesOf } from "@/lib/i18n/messages";
import { pagarmeCapabilities } from "@/lib/payments/gateways/pagarme";
import type { Capabilities } from "@/lib/payments/gateways/port";
import { stripeCapabilities } from "@/lib/payments/gateways/stripe";
import { defaultTerms } from "@/lib/payments/terms";
import { HostedTermsForm, TermsForm } from "./terms-form";

const action = async () => idleForm;

function show(form: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messagesOf("en")}>
      {form}
    </NextIntlClientProvider>,
  );
}

const termsOf = (capabilities: Capabilities) =>
  show(<TermsForm action={action} terms={defaultTerms} capabilities={capabilities} locale="en" currency="BRL" />);
/** Ways that can be switched, and how many parts nobody sees. */
const shownIn = (text: string) => ({
  ways: [...text.matchAll(/name="ways"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="ways"/g)].map(([, one, other]) => one ?? other),
  hidden: text.split('<div hidden="">').length - 1,
});

it("a merchant is shown the terms of what the gateway can do, whichever it is", () => {
  expect(shownIn(termsOf(pagarmeCapabilities))).toEqual({ ways: ["card", "pix", "boleto"], hidden: 0 });
  const cardsAlone: Capabilities = { ...stripeCapabilities, methods: ["card", "hosted"], instalments: false, laterCapture: false };
  expect(shownIn(termsOf(cardsAlone))).toEqual({ ways: ["card"], hidden: 4 });
});

it("what the gateway cannot do is sent as it was, so that the form is whole", () => {
  const text = termsOf({ ...stripeCapabilities, methods: ["card"], instalments: false });
  for (const name of ["maxInstalments", "pixDiscountPercent", "pixMinutes", "boletoDays", "boletoStock", "capture"]) {
    expect(text).toContain(`name="${name}"`);
  }
});

it("a gateway with a page of its own has no ways to switch", () => {
  const text = show(<HostedTermsForm action={action} terms={defaultTerms} capabilities={stripeCapabilities} />);
  expect(shownIn(text)).toEqual({ ways: [], hidden: 0 });
  expect(text).toContain('name="capture"');
});
