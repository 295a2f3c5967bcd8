import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { locales } from "@/lib/core/locale";
import { providerNames, providers } from "@/lib/core/provider";
import { translator } from "@/lib/i18n/translator";
import { gatewayOf } from "@/lib/payments/gateways/registry";
import { GatewaysCard } from "./gateways-card";

const words = { en: ["Card, Pix, Boleto", "Yes", "No"], "pt-BR": ["Cartão, Pix, Boleto", "Sim", "Não"] } as const;

it.each(locales)("an operator reads in %s which gateway has which ways to pay, and where instalments are allowed", (locale) => {
  const gateways = providers.map((provider) => ({ provider, capabilities: gatewayOf(provider).capabilities }));
  const text = renderToStaticMarkup(<GatewaysCard gateways={gateways} t={translator(locale, "reconciliation")} />);

  for (const name of Object.values(providerNames)) expect(text).toContain(name);
  for (const word of words[locale]) expect(text).toContain(word);
  expect(text).not.toContain("operator.gateways");
});
