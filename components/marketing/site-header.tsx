import Link from "next/link";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { Logo } from "@/components/ui/logo";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

/** The head of the platform's public pages. */
export function SiteHeader({ locale }: { locale: Locale }): ReactNode {
  const t = translator(locale, "marketing");
  const link = "hidden h-11 items-center rounded-sm px-3 text-sm text-text-muted transition-colors hover:text-text sm:inline-flex";

  return (
    <header className="sticky top-0 z-30 bg-accent-soft/85 backdrop-blur-md">
      <div className="mx-auto flex h-18 max-w-[1200px] items-center gap-1 px-5 sm:px-8">
        <Link href="/" aria-label={t("header.home")} className="mr-auto inline-flex h-11 items-center rounded-sm">
          <Logo />
        </Link>
        <Link href="/pricing" className={link}>
          {t("header.pricing")}
        </Link>
        <Link href="/#questions" className={link}>
          {t("header.questions")}
        </Link>
        <LinkButton href="/login" variant="ghost">
          {t("header.signIn")}
        </LinkButton>
        <LinkButton href="/signup" variant="inverse">
          {t("header.open")}
        </LinkButton>
      </div>
    </header>
  );
}
