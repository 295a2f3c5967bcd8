import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { LocaleSwitch } from "./locale-switch";

export type FooterLink = { href: string; label: string };

export type SiteFooterProps = {
  locale: Locale;
  /** The legal pages, named in the reader's language. */
  legal: readonly FooterLink[];
  /** This page in each language. */
  localeHrefs: Record<Locale, string>;
  /** Who runs the platform, as the law wants it named; left out where it is not configured. */
  imprint?: string;
};

/** The foot of the platform's public pages. */
export function SiteFooter({ locale, legal, localeHrefs, imprint }: SiteFooterProps): ReactNode {
  const t = translator(locale, "marketing");
  const pages = [
    { href: "/pricing", label: t("header.pricing") },
    { href: "/#questions", label: t("header.questions") },
    { href: "/login", label: t("header.signIn") },
  ];

  return (
    <footer className="border-border border-t">
      <div className="mx-auto flex max-w-[1200px] flex-wrap items-start justify-between gap-x-16 gap-y-10 px-5 py-14 sm:px-8">
        <div className="grid max-w-xs gap-3">
          <Logo />
          <p className="text-pretty text-sm text-text-muted">{t("footer.text")}</p>
        </div>
        <div className="flex flex-wrap gap-x-16 gap-y-8">
          <LinkColumn label={t("footer.product")} links={pages} />
          <LinkColumn label={t("footer.legal")} links={legal} />
        </div>
        <LocaleSwitch locale={locale} hrefs={localeHrefs} />
      </div>
      {imprint ? <p className="mx-auto max-w-[1200px] px-5 pb-10 text-sm text-text-muted sm:px-8">{imprint}</p> : null}
    </footer>
  );
}

function LinkColumn({ label, links }: { label: string; links: readonly FooterLink[] }): ReactNode {
  return (
    <nav aria-label={label} className="grid content-start gap-1 text-sm">
      <p className="pb-1 font-medium">{label}</p>
      {links.map(({ href, label: text }) => (
        <Link
          key={href}
          href={href}
          className="inline-flex items-center rounded-sm py-1 text-text-muted transition-colors hover:text-text touch:min-h-11"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
