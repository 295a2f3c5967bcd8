import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { LetterScreen } from "@/components/admin/events/letter-screen";
import { isId } from "@/lib/core/ids";
import { findDeadLetter } from "@/lib/events/dead-letters";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { findLetterSubject } from "@/lib/payments/letter-subject";
import { discardAction, rehearseAction, replayAction } from "../actions";

type Props = { params: Promise<{ store: string; letter: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-events")("title") };
}

export default async function LetterPage({ params }: Props): Promise<ReactNode> {
  const { store: slug, letter: id } = await params;
  const { store, locale } = await requireMember(slug, "events:write");
  const letter = isId(id) ? await findDeadLetter({ storeId: store.id }, id) : null;
  if (!letter) notFound();
  const subject = await findLetterSubject(store.id, letter.payload);
  return (
    <LetterScreen
      locale={locale}
      timeZone={store.timeZone}
      letter={{ ...letter, storeName: null }}
      path={`/admin/${store.slug}/events`}
      subject={subject && { ...subject, href: `/admin/${store.slug}/${subject.kind}s/${subject.id}` }}
      isOperator={false}
      replay={replayAction.bind(null, store.slug)}
      discard={discardAction.bind(null, store.slug)}
      rehearse={rehearseAction.bind(null, store.slug)}
      t={translator(locale, "admin-events")}
    />
  );
}
