import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { Awning } from "./awning";
import { LocaleSwitch } from "./locale-switch";

export type SplitPageProps = {
  locale: Locale;
  /** What the other half says: about opening a store, or about coming back to one. */
  scene: "signUp" | "signIn";
  title: ReactNode;
  text?: ReactNode;
  /** The form. */
  children: ReactNode;
  /** Below the form: "Already have a store? Sign in". */
  aside?: ReactNode;
  localeHrefs: Record<Locale, string>;
};

const points = { signUp: ["address", "plan", "ready"], signIn: [] } as const;

/** A calm page for one form: the form on one half, a lit shop front on the other (gone on a phone). */
export function SplitPage({ locale, scene, title, text, children, aside, localeHrefs }: SplitPageProps): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,0.85fr)]">
      <div className="flex flex-col px-5 sm:px-10">
        <header className="flex h-18 items-center">
          <Link href="/" aria-label={t("header.home")} className="inline-flex h-11 items-center rounded-sm">
            <Logo />
          </Link>
        </header>
        <main className="mx-auto grid w-full max-w-md flex-1 content-center gap-8 py-8">
          <div className="grid gap-2">
            <h1 className="text-balance font-bold font-display text-3xl tracking-[-0.02em]">{title}</h1>
            {text ? <p className="text-pretty text-text-muted">{text}</p> : null}
          </div>
          {children}
          {aside ? <p className="text-sm text-text-muted">{aside}</p> : null}
        </main>
        <footer className="flex min-h-16 items-center">
          <LocaleSwitch locale={locale} hrefs={localeHrefs} />
        </footer>
      </div>
      <aside className="hidden flex-col overflow-hidden bg-inverse text-inverse-text lg:flex">
        <Awning className="h-24 sm:h-28" />
        <div className="grid flex-1 content-center gap-8 px-14 pb-20">
          <p className="max-w-md text-balance font-bold font-display text-4xl leading-tight tracking-[-0.025em]">
            {t(`scene.${scene}.title`)}
          </p>
          <ul className="grid gap-3.5 text-inverse-muted">
            {points[scene].map((point) => (
              <li key={point} className="flex max-w-md gap-3">
                <Check aria-hidden className="mt-1 size-4 shrink-0 text-lamp" />
                {t(`scene.${scene}.${point}`)}
              </li>
            ))}
          </ul>
        </div>
      </aside>
    </div>
  );
}
