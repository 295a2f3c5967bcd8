import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Section } from "@/components/marketing/section";
import { SiteFooter } from "@/components/marketing/site-footer";
import { SiteHeader } from "@/components/marketing/site-header";
import { findLocale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { footerOf } from "../../content";

const pages = ["terms", "privacy"] as const;
type Props = { params: Promise<{ locale: string; page: string }> };

export function generateStaticParams(): { page: string }[] {
  return pages.map((page) => ({ page }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, page } = await params;
  const known = findLocale(locale);
  return known && pages.some((name) => name === page) ? { title: translator(known, "legal")(`platform.${page}.title`) } : {};
}

export default async function LegalPage({ params }: Props): Promise<ReactNode> {
  const { locale: text, page } = await params;
  const locale = findLocale(text);
  if (!locale || !pages.some((name) => name === page)) notFound();
  const t = translator(locale, "legal");
  return (
    <>
      <SiteHeader locale={locale} />
      <main>
        <Section isPageTitle title={t(`platform.${page}.title`)} className="pt-12 lg:pt-16">
          <div className="grid max-w-prose gap-4 text-text-muted leading-relaxed">
            {t(`platform.${page}.body`)
              .split("\n")
              .map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
          </div>
        </Section>
      </main>
      <SiteFooter locale={locale} {...footerOf(locale, `/legal/${page}`)} />
    </>
  );
}
