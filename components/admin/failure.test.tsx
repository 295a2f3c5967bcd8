import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { locales } from "@/lib/core/locale";
import { pickMessages } from "@/lib/i18n/messages";
import { Failure } from "./failure";

const shown = (locale: (typeof locales)[number], error: Error & { digest?: string }) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={pickMessages(locale, ["admin-shell"])}>
      <Failure error={error} retry={() => undefined} />
    </NextIntlClientProvider>,
  );

it.each(locales)("a screen that could not be made says what to do, in %s, and nothing of the error but its reference", (locale) => {
  const html = shown(locale, Object.assign(new Error("ana@example.com"), { digest: "1234567" }));
  expect(html).toMatch(/<h1.*<button/);
  expect(html).toContain("1234567");
  expect(html).not.toContain("ana@");
  expect(shown(locale, new Error("x"))).not.toMatch(/Refer/);
});
