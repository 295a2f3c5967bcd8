import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ResetForm } from "@/components/marketing/auth-forms";
import { SplitPage } from "@/components/marketing/split-page";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";
import { requestLocale } from "@/lib/identity/session";
import { resetAction } from "./actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "auth")("reset.title"), referrer: "same-origin" };
}

export default async function ResetPage({ params }: Props): Promise<ReactNode> {
  const { token } = await params;
  const locale = await requestLocale();
  const t = translator(locale, "auth");
  return (
    <SplitPage locale={locale} scene="signIn" title={t("reset.title")} text={t("reset.text")} localeHrefs={localeHrefs("/login")}>
      <ResetForm action={resetAction.bind(null, token)} />
    </SplitPage>
  );
}
