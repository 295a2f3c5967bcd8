import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Landing } from "@/components/marketing/landing";
import { listCachedPlans } from "@/lib/billing/cached";
import { findLocale } from "@/lib/core/locale";
import { env } from "@/lib/env";
import { storesSuffix } from "@/lib/stores/hosts";
import { footerOf, landingScreens, toPlanCards } from "./content";

type Props = { params: Promise<{ locale: string }> };

export const metadata: Metadata = { alternates: { canonical: "/", languages: { en: "/en", "pt-BR": "/pt-BR" } } };

export default async function LandingPage({ params }: Props): Promise<ReactNode> {
  const locale = findLocale((await params).locale);
  if (!locale) notFound();
  return (
    <Landing
      locale={locale}
      domain={storesSuffix(env())}
      checkUrl="/api/slugs"
      plans={toPlanCards(await listCachedPlans(locale))}
      screens={landingScreens(locale)}
      footer={footerOf(locale, "/")}
    />
  );
}
