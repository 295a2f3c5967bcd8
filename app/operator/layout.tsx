import { Activity, ReceiptText, Scale, ScrollText, Store } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/admin/account-menu";
import { AdminShell } from "@/components/admin/shell";
import { themeCookie, themeFrom } from "@/components/admin/theme";
import { Document } from "@/components/ui/document";
import { pickMessages } from "@/lib/i18n/messages";
import { translator } from "@/lib/i18n/translator";
import { requireOperator } from "@/lib/identity/session";
import { signOutAction } from "../(auth)/login/actions";
import "../globals.css";

export const instant = false;
export const metadata: Metadata = {
  title: { default: "Operator · Vitrine", template: "%s · Vitrine" },
  robots: { index: false, follow: false },
  icons: { icon: "/brand/icon.svg" },
};

const screens = [
  { key: "stores", icon: <Store /> },
  { key: "plans", icon: <ReceiptText /> },
  { key: "money", icon: <Scale /> },
  { key: "events", icon: <Activity /> },
  { key: "audit", icon: <ScrollText /> },
] as const;

export default async function OperatorLayout({ children }: { children: ReactNode }): Promise<ReactNode> {
  const { operator, locale } = await requireOperator();
  const theme = themeFrom((await cookies()).get(themeCookie)?.value);
  const t = translator(locale, "operator");
  const items = screens.map(({ key, icon }) => ({ href: `/operator/${key}`, label: t(`screens.${key}`), icon }));
  const go = { label: t("title"), items: items.map(({ href, label, icon }) => ({ id: href, href, label, icon })) };
  return (
    <Document
      locale={locale}
      theme={theme === "system" ? undefined : theme}
      messages={pickMessages(locale, ["ui", "errors", "admin-shell", "admin-events", "operator"])}
    >
      <AdminShell
        locale={locale}
        homeHref="/operator/stores"
        switcher={<p className="px-2 py-3 font-semibold">{t("title")}</p>}
        navigation={[{ key: "operator", items }]}
        commands={{ groups: [go], searches: [] }}
        account={
          <AccountMenu
            name={operator.name || operator.email}
            email={operator.email}
            accountHref="/operator/stores"
            signOut={signOutAction}
          />
        }
      >
        {children}
      </AdminShell>
    </Document>
  );
}
