import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/core/locale";
import { messagesOf, type Namespace } from "./messages";

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Sentences of one namespace (or of a part of it, `storefront.home`) in one language, for server components, mails and route handlers. */
export function translator(locale: Locale, namespace: Namespace | `${Namespace}.${string}`): Translate {
  return createTranslator({ locale, messages: messagesOf(locale), namespace }) as Translate;
}
