import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { JoinForm } from "@/components/marketing/join-form";
import { SplitPage } from "@/components/marketing/split-page";
import { LinkButton } from "@/components/ui/link-button";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";
import { findInvitation } from "@/lib/identity/members";
import { findSignedIn, requestLocale } from "@/lib/identity/session";
import { joinAction, registerAction } from "./actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "auth")("invitation.title"), referrer: "same-origin" };
}

export default async function InvitationPage({ params }: Props): Promise<ReactNode> {
  const { token } = await params;
  const invitation = await findInvitation(token.slice(0, 100));
  if (!invitation) notFound();
  const locale = await requestLocale();
  const t = translator(locale, "auth");
  const person = await findSignedIn();
  const isHere = person?.email.toLowerCase() === invitation.email.toLowerCase();
  return (
    <SplitPage
      locale={locale}
      scene="signIn"
      title={t("invitation.join", { store: invitation.storeName })}
      text={t("invitation.text", { email: invitation.email })}
      localeHrefs={localeHrefs(`/invitation/${token}`)}
    >
      {isHere ? <JoinForm action={joinAction.bind(null, token)} isNew={false} /> : null}
      {!isHere && invitation.hasAccount ? (
        <LinkButton size="lg" width="full" href={`/login?next=${encodeURIComponent(`/invitation/${token}`)}`}>
          {t("invitation.signIn")}
        </LinkButton>
      ) : null}
      {!isHere && !invitation.hasAccount ? <JoinForm action={registerAction.bind(null, token)} isNew /> : null}
    </SplitPage>
  );
}
