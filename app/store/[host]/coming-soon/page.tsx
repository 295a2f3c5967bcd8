import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { PreviewForm } from "@/components/storefront/preview-form";
import { StoreLogo } from "@/components/storefront/store-logo";
import { MessagesProvider } from "@/components/ui/messages-provider";
import { pickMessages } from "@/lib/i18n/messages";
import { translator } from "@/lib/i18n/translator";
import { hasCachedPreviewPassword } from "@/lib/stores/cached";
import { findEntrance } from "@/lib/stores/entrance";
import { openPreviewAction } from "./actions";

type Props = { params: Promise<{ host: string }> };

export const metadata: Metadata = { robots: { index: false } };

/** What an unpublished store says; who has the preview password may look inside. */
export default async function ComingSoon({ params }: Props): Promise<ReactNode> {
  const entrance = await findEntrance((await params).host);
  if (entrance.kind === "open") redirect("/");
  if (entrance.kind === "suspended") redirect("/unavailable");
  if (entrance.kind === "unknown") notFound();

  const { store } = entrance;
  const t = translator(store.locale, "storefront.soon");
  return (
    <main className="store-blank grid min-h-dvh content-center justify-items-center gap-6 px-6 py-16 text-center">
      <StoreLogo store={store} />
      <h1 className="store-heading max-w-xl text-pretty text-4xl lg:text-5xl">{t("title")}</h1>
      <p className="max-w-md text-pretty text-text-muted">{t("text")}</p>
      {(await hasCachedPreviewPassword(store.id)) ? (
        <MessagesProvider
          locale={store.locale}
          timeZone={store.timeZone}
          messages={pickMessages(store.locale, ["ui", "storefront.soon", "errors"])}
        >
          <PreviewForm action={openPreviewAction} />
        </MessagesProvider>
      ) : null}
    </main>
  );
}
