import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SplitPage } from "@/components/marketing/split-page";
import { VerifyForm } from "@/components/marketing/verify-form";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";
import { requestLocale } from "@/lib/identity/session";
import { localPath } from "@/lib/security/local-path";
import { verifyAction } from "./actions";

type Props = { searchParams: Promise<{ token?: string; next?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "auth")("verify.title"), referrer: "same-origin" };
}

/** A button, not a bare link: mail scanners open links and would use the token up. */
export default async function VerifyPage({ searchParams }: Props): Promise<ReactNode> {
  const { token = "", next } = await searchParams;
  const locale = await requestLocale();
  const t = translator(locale, "auth");
  return (
    <SplitPage locale={locale} scene="signIn" title={t("verify.title")} text={t("verify.text")} localeHrefs={localeHrefs("/login")}>
      <VerifyForm action={verifyAction} token={token} next={localPath(next, "/admin")} />
    </SplitPage>
  );
}
