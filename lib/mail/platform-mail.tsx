import { render } from "react-email";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { MailLayout } from "./mail-layout";
import { sendMail } from "./send";

export type PlatformMail = {
  template: "welcome" | "verify" | "reset" | "invitation" | "deadLetters";
  locale: Locale;
  to: string;
  dedupeKey: string;
  storeId?: string;
  href: string;
  values?: Record<string, string>;
};

/** A mail of the platform itself: heading, text and one link, from the `mail` catalogue under its template's name. */
export async function sendPlatformMail({ template, locale, to, dedupeKey, storeId, href, values = {} }: PlatformMail): Promise<void> {
  const t = translator(locale, "mail");
  const subject = t(`${template}.subject`, values);
  const mail = (
    <MailLayout
      locale={locale}
      preview={t(`${template}.preview`, values)}
      brand="Vitrine"
      accent="#1c4a3e"
      accentContrast="#ffffff"
      heading={t(`${template}.heading`, values)}
      paragraphs={t(`${template}.body`, values).split("\n")}
      action={{ label: t(`${template}.action`), href }}
      footer={t(`${template}.footer`, values)}
    />
  );
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })]);
  await sendMail({ storeId: storeId ?? null, dedupeKey, template, to, subject, html, text });
}
