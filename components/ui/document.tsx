import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import type { Messages } from "@/lib/i18n/messages";
import { EarlyPress } from "./early-press";
import { MessagesProvider } from "./messages-provider";
import { Toaster } from "./toast";

export type DocumentProps = {
  locale: Locale;
  /** `data-theme`; left out, the page follows the device. */
  theme?: "light" | "dark";
  /** What the client components of the page speak. */
  messages: Messages;
  children: ReactNode;
};

/** The `<html>` of the platform's pages. */
export function Document({ locale, theme, messages, children }: DocumentProps): ReactNode {
  return (
    <html lang={locale} data-theme={theme} suppressHydrationWarning>
      <body className="min-h-dvh bg-background text-text antialiased">
        <EarlyPress />
        <MessagesProvider locale={locale} messages={messages} timeZone={locale === "pt-BR" ? "America/Sao_Paulo" : "UTC"}>
          {children}
          <Toaster />
        </MessagesProvider>
      </body>
    </html>
  );
}
