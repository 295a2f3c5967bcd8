import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { LetterScreen } from "@/components/admin/events/letter-screen";
import { isId, toStoreId } from "@/lib/core/ids";
import { findDeadLetter } from "@/lib/events/dead-letters";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { findLetterSubject } from "@/lib/payments/letter-subject";
import { namesOfStores } from "@/lib/stores/queries";
import { discardAnyAction, rehearseAnyAction, replayAnyAction } from "../actions";

type Props = { params: Promise<{ letter: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.events") };
}

export default async function OperatorLetterPage({ params }: Props): Promise<ReactNode> {
  const { letter: id } = await params;
  const { locale } = await requireOperator();
  const letter = isId(id) ? await findDeadLetter({ storeId: null }, id) : null;
  if (!letter) notFound();
  const { storeId } = letter;
  const names = await namesOfStores(storeId ? [storeId] : []);
  const subject = storeId ? await findLetterSubject(toStoreId(storeId), letter.payload) : null;
  return (
    <LetterScreen
      locale={locale}
      timeZone="UTC"
      letter={{ ...letter, storeName: storeId ? (names.get(storeId) ?? storeId) : "" }}
      path="/operator/events"
      subject={subject && { ...subject, href: null }}
      isOperator
      replay={replayAnyAction}
      discard={discardAnyAction}
      rehearse={rehearseAnyAction}
      t={translator(locale, "admin-events")}
    />
  );
}
