import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { Awning } from "./awning";

/** The last word of the landing page: the one action again. */
export function Closing({ locale }: { locale: Locale }): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <section className="overflow-hidden bg-inverse text-inverse-text">
      <Awning className="mx-auto max-w-[1400px]" />
      <div className="mx-auto grid max-w-[1200px] justify-items-start gap-6 px-5 py-16 sm:px-8 lg:py-24">
        <h2 className="max-w-2xl text-balance font-bold font-display text-3xl tracking-[-0.025em] sm:text-5xl">{t("closing.title")}</h2>
        <LinkButton href="/signup" size="lg" className="bg-lamp text-inverse hover:bg-lamp/85">
          {t("closing.action")}
        </LinkButton>
      </div>
    </section>
  );
}
