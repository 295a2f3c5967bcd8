import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SignInForm } from "@/components/marketing/auth-forms";
import { SplitPage } from "@/components/marketing/split-page";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";
import { requestLocale } from "@/lib/identity/session";
import { localPath } from "@/lib/security/local-path";
import { signInAction } from "./actions";

type Props = { searchParams: Promise<{ next?: string; notice?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "auth")("signIn") };
}

export default async function LoginPage({ searchParams }: Props): Promise<ReactNode> {
  const { next, notice } = await searchParams;
  const locale = await requestLocale();
  const t = translator(locale, "auth");
  const aside = (
    <>
      {t("noStore")} <TextLink href="/signup">{t("openStore")}</TextLink>
    </>
  );
  return (
    <SplitPage locale={locale} scene="signIn" title={t("title")} text={t("text")} aside={aside} localeHrefs={localeHrefs("/login")}>
      {notice === "verified" || notice === "reset" ? <Callout tone="success" title={t(`notice.${notice}`)} /> : null}
      <SignInForm action={signInAction} next={localPath(next, "/admin")} />
    </SplitPage>
  );
}
