import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Pricing } from "@/components/marketing/landing";
import { listCachedPlans } from "@/lib/billing/cached";
import { findLocale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { footerOf, toPlanCards } from "../content";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = findLocale((await params).locale);
  const canonical = { canonical: "/pricing", languages: { en: "/en/pricing", "pt-BR": "/pt-BR/pricing" } };
  return locale ? { title: translator(locale, "marketing")("plans.title"), alternates: canonical } : {};
}

export default async function PricingPage({ params }: Props): Promise<ReactNode> {
  const locale = findLocale((await params).locale);
  if (!locale) notFound();
  return <Pricing locale={locale} plans={toPlanCards(await listCachedPlans(locale))} footer={footerOf(locale, "/pricing")} />;
}
