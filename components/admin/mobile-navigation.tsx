"use client";

import { Menu } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { CommandButton } from "./command-palette";
import type { NavigationGroup } from "./navigation";
import { NavigationList } from "./navigation-list";

export type MobileNavigationProps = {
  homeHref: string;
  logo: ReactNode;
  switcher: ReactNode;
  groups: readonly NavigationGroup[];
  account: ReactNode;
};

/** The bar on top of a phone, and the sheet with everything else. */
export function MobileNavigation({ homeHref, logo, switcher, groups, account }: MobileNavigationProps): ReactNode {
  const t = useTranslations("admin-shell");
  const [isOpen, setIsOpen] = useState(false);

  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-border border-b bg-background px-2 lg:hidden">
      <Sheet
        side="left"
        title={t("navigation")}
        isTitleHidden
        open={isOpen}
        onOpenChange={setIsOpen}
        trigger={
          <Button variant="ghost" size="icon" aria-label={t("openNavigation")}>
            <Menu aria-hidden className="size-5!" />
          </Button>
        }
        footer={account}
      >
        <div className="-mx-2 grid gap-5 pt-3">
          <div className="pr-12">{switcher}</div>
          <nav aria-label={t("navigation")}>
            <NavigationList groups={groups} onNavigate={() => setIsOpen(false)} />
          </nav>
        </div>
      </Sheet>
      <Link href={homeHref} className="mr-auto inline-flex h-11 items-center rounded-sm px-1">
        {logo}
      </Link>
      <CommandButton look="icon" />
    </header>
  );
}
