import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Document } from "@/components/ui/document";
import { findLocale, locales } from "@/lib/core/locale";
import { env } from "@/lib/env";
import { pickMessages } from "@/lib/i18n/messages";
import { translator } from "@/lib/i18n/translator";
import "../../globals.css";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export function generateStaticParams(): { locale: string }[] {
  return locales.map((locale) => ({ locale }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = findLocale((await params).locale);
  if (!locale) return {};
  const t = translator(locale, "marketing");
  const description = t("meta.description");
  return {
    metadataBase: new URL(env().PLATFORM_URL),
    icons: { icon: "/brand/icon.svg" },
    title: { default: t("meta.title"), template: "%s · Vitrine" },
    description,
    openGraph: { type: "website", siteName: "Vitrine", title: t("meta.title"), description },
  };
}

export default async function MarketingLayout({ children, params }: Props): Promise<ReactNode> {
  const locale = findLocale((await params).locale);
  if (!locale) notFound();
  return (
    <Document locale={locale} messages={pickMessages(locale, ["ui", "marketing"])}>
      {children}
    </Document>
  );
}
