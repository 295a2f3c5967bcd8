"use client";

import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";

export type MessagesProviderProps = {
  locale: string;
  /** From `pickMessages`; every page that uses `components/ui` needs at least the namespace `ui`. */
  messages: Record<string, object>;
  /** IANA name; the store's, or the platform's own. */
  timeZone: string;
  children: ReactNode;
};

/**
 * Gives the client components below their words. A client module on purpose: on the server, next-intl's provider
 * would look for a request configuration, and this application passes the locale by hand (pages are cached per host).
 */
export function MessagesProvider(props: MessagesProviderProps): ReactNode {
  return <NextIntlClientProvider {...props} />;
}
