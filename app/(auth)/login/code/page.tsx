import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { CodeForm } from "@/components/marketing/auth-forms";
import { SplitPage } from "@/components/marketing/split-page";
import { TextLink } from "@/components/ui/text-link";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";
import { readChallenge } from "@/lib/identity/challenge-cookie";
import { requestLocale } from "@/lib/identity/session";
import { localPath } from "@/lib/security/local-path";
import { codeAction } from "./actions";

type Props = { searchParams: Promise<{ next?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "auth")("code.title") };
}

/** Asks for the second factor, in the browser where the password was right; leads back to the sign-in page in any other. */
export default async function CodePage({ searchParams }: Props): Promise<ReactNode> {
  const next = localPath((await searchParams).next, "/admin");
  if (!(await readChallenge())) redirect(`/login?next=${encodeURIComponent(next)}`);
  const locale = await requestLocale();
  const t = translator(locale, "auth");
  return (
    <SplitPage
      locale={locale}
      scene="signIn"
      title={t("code.title")}
      text={t("code.text")}
      aside={<TextLink href={`/login?next=${encodeURIComponent(next)}`}>{t("forgot.back")}</TextLink>}
      localeHrefs={localeHrefs("/login/code")}
    >
      <CodeForm action={codeAction} next={next} />
    </SplitPage>
  );
}
