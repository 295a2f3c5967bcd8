import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Document } from "@/components/ui/document";
import { pickMessages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/identity/session";
import "../globals.css";

export const instant = false;
export const metadata: Metadata = {
  title: { default: "Vitrine", template: "%s · Vitrine" },
  icons: { icon: "/brand/icon.svg" },
  robots: { index: false },
};

export default async function AuthLayout({ children }: { children: ReactNode }): Promise<ReactNode> {
  const locale = await requestLocale();
  return (
    <Document locale={locale} messages={pickMessages(locale, ["ui", "errors", "marketing", "auth", "signup"])}>
      {children}
    </Document>
  );
}
