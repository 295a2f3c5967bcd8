"use client";

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { chooseTheme, presentTheme, type Theme } from "./theme";

export type AccountMenuProps = {
  name: string;
  email: string;
  /** The member's own page: password, second factor, sessions. */
  accountHref: string;
  signOut: () => void | Promise<void>;
};

/** Who is signed in, how the dashboard looks, and the way out. */
export function AccountMenu({ name, email, accountHref, signOut }: AccountMenuProps): ReactNode {
  const t = useTranslations("admin-shell");

  return (
    <Menu
      align="start"
      side="top"
      className="w-60"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-3 rounded-md p-2 text-left transition-colors hover:bg-muted touch:min-h-11"
        >
          <Avatar name={name} size="sm" />
          <span className="grid min-w-0 flex-1">
            <span className="truncate font-medium text-sm leading-5">{name}</span>
            <span className="truncate text-text-muted text-xs">{email}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted" />
        </button>
      }
    >
      <MenuLink href={accountHref}>
        <UserRound aria-hidden />
        {t("account")}
      </MenuLink>
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}

function ThemeChoice(): ReactNode {
  const t = useTranslations("ui");
  const [theme, setTheme] = useState<Theme>(presentTheme);
  const choose = (value: string) => setTheme(chooseTheme(value));

  return (
    <>
      <MenuLabel>{t("theme.label")}</MenuLabel>
      <MenuChoice
        value={theme}
        onValueChange={choose}
        options={[
          { value: "system", label: t("theme.system"), icon: <Monitor aria-hidden /> },
          { value: "light", label: t("theme.light"), icon: <Sun aria-hidden /> },
          { value: "dark", label: t("theme.dark"), icon: <Moon aria-hidden /> },
        ]}
      />
    </>
  );
}
