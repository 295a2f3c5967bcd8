import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { CommandButton, CommandPalette, type Commands } from "./command-palette";
import { MobileNavigation } from "./mobile-navigation";
import type { NavigationGroup } from "./navigation";
import { NavigationList } from "./navigation-list";

export type AdminShellProps = {
  locale: Locale;
  /** Where the logo leads. */
  homeHref: string;
  /** StoreSwitcher in the dashboard; a title in the operator's console. */
  switcher: ReactNode;
  navigation: readonly NavigationGroup[];
  /** What ⌘K offers. */
  commands: Commands;
  /** AccountMenu. */
  account: ReactNode;
  /** A line over everything: "Payments are in sandbox", "Your trial ends tomorrow". */
  notice?: ReactNode;
  children: ReactNode;
};

/** The frame of every screen behind sign-in: navigation at the left, a bar on top on phones, content up to 1200 px. */
export function AdminShell(props: AdminShellProps): ReactNode {
  const { locale, homeHref, switcher, navigation, commands, account, notice, children } = props;
  const t = translator(locale, "admin-shell");

  return (
    <CommandPalette commands={commands}>
      <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <a
          href="#content"
          className="-translate-y-20 fixed top-2 left-2 z-50 rounded-md bg-inverse px-4 py-2 text-inverse-text text-sm focus:translate-y-0"
        >
          {t("skipToContent")}
        </a>
        <aside className="sticky top-0 hidden h-dvh flex-col border-border border-r lg:flex">
          <div className="grid gap-3 p-3">
            {switcher}
            <CommandButton look="field" />
          </div>
          <nav aria-label={t("navigation")} className="flex-1 overflow-y-auto overscroll-contain px-3 pt-1 pb-4">
            <NavigationList groups={navigation} />
          </nav>
          <div className="border-border border-t p-3">{account}</div>
        </aside>
        <MobileNavigation homeHref={homeHref} switcher={switcher} groups={navigation} account={account} logo={<Logo />} />
        <div className="min-w-0">
          {notice}
          <main id="content" tabIndex={-1} className="mx-auto grid max-w-[1200px] gap-6 px-4 pt-6 pb-24 outline-none sm:px-8 lg:pt-8">
            {children}
          </main>
        </div>
      </div>
    </CommandPalette>
  );
}
