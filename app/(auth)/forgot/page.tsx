import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ForgotForm } from "@/components/marketing/auth-forms";
import { SplitPage } from "@/components/marketing/split-page";
import { TextLink } from "@/components/ui/text-link";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";
import { requestLocale } from "@/lib/identity/session";
import { forgotAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "auth")("forgot.title") };
}

export default async function ForgotPage(): Promise<ReactNode> {
  const locale = await requestLocale();
  const t = translator(locale, "auth");
  const aside = <TextLink href="/login">{t("forgot.back")}</TextLink>;
  return (
    <SplitPage
      locale={locale}
      scene="signIn"
      title={t("forgot.title")}
      text={t("forgot.text")}
      aside={aside}
      localeHrefs={localeHrefs("/forgot")}
    >
      <ForgotForm action={forgotAction} />
    </SplitPage>
  );
}
