import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { themeCookie, themeFrom } from "@/components/admin/theme";
import { Document } from "@/components/ui/document";
import { pickMessages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/identity/session";
import "../globals.css";

// Every screen asks who is there before it answers, so that a status code is true: signed out, not found, found.
export const instant = false;
export const metadata: Metadata = {
  title: { default: "Vitrine", template: "%s · Vitrine" },
  icons: { icon: "/brand/icon.svg" },
  robots: { index: false, follow: false },
};

const spoken = [
  "ui",
  "errors",
  "admin-shell",
  "admin-home",
  "admin-products",
  "admin-collections",
  "admin-import",
  "admin-orders",
  "admin-settings",
  "admin-payments",
  "admin-members",
  "admin-events",
  "admin-billing",
] as const;

export default async function AdminLayout({ children }: { children: ReactNode }): Promise<ReactNode> {
  const locale = await requestLocale();
  const theme = themeFrom((await cookies()).get(themeCookie)?.value);
  return (
    <Document locale={locale} theme={theme === "system" ? undefined : theme} messages={pickMessages(locale, spoken)}>
      {children}
    </Document>
  );
}
