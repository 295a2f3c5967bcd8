import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { LetterScreen } from "@/components/admin/events/letter-screen";
import { isId } from "@/lib/core/ids";
import { findDeadLetter } from "@/lib/events/dead-letters";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
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
  const names = await namesOfStores(letter.storeId ? [letter.storeId] : []);
  return (
    <LetterScreen
      locale={locale}
      timeZone="UTC"
      letter={{ ...letter, storeName: names.get(letter.storeId ?? "") ?? null }}
      path="/operator/events"
      isOperator
      replay={replayAnyAction}
      discard={discardAnyAction}
      rehearse={rehearseAnyAction}
      t={translator(locale, "admin-events")}
    />
  );
}
