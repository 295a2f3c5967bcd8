import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { SandboxNotice } from "@/components/storefront/sandbox-notice";
import { StoreProvider } from "@/components/storefront/store-context";
import { EarlyPress } from "@/components/ui/early-press";
import { MessagesProvider } from "@/components/ui/messages-provider";
import { defaultLocale } from "@/lib/core/locale";
import { largestPicturePath } from "@/lib/core/picture";
import { env } from "@/lib/env";
import { pickMessages } from "@/lib/i18n/messages";
import { shopMessages } from "@/lib/i18n/shop-messages";
import { type Entrance, findEntrance, placeholderHost } from "@/lib/stores/entrance";
import { addressOf } from "@/lib/stores/hosts";
import { accentStyle } from "@/lib/stores/look";
import { initialMark } from "@/lib/stores/mark";
import { mustSaySandbox } from "@/lib/stores/sandbox";
import { parseHostParam } from "@/lib/stores/storefront-path";

type Props = { params: Promise<{ host: string }>; children: ReactNode };

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** One name is known at build time; every real host is rendered when it is first asked for, and kept. */
export function generateStaticParams(): { host: string }[] {
  return [{ host: placeholderHost }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const entrance = await findEntrance((await params).host);
  if (entrance.kind !== "open") return { robots: { index: false } };

  const { store, isPreview } = entrance;
  const { favicon } = store.theme;
  return {
    metadataBase: new URL(addressOf(store.primaryHost, env().PLATFORM_URL)),
    title: { default: store.name, template: `%s · ${store.name}` },
    applicationName: store.name,
    openGraph: { siteName: store.name, locale: store.locale.replace("-", "_"), type: "website" },
    ...(isPreview ? { robots: { index: false } } : {}),
    icons: { icon: favicon ? largestPicturePath({ ...favicon, storeId: store.id }) : initialMark(store.name, store.theme.accent) },
  };
}

/** The document of every storefront page: language, preset and accent of the store that owns the host. */
export default async function StorefrontDocument({ params, children }: Props): Promise<ReactNode> {
  const { host } = await params;
  const entrance = await findEntrance(host);
  const store = storeOf(entrance);
  const locale = store?.locale ?? defaultLocale;
  const theme = store?.theme;

  return (
    <html lang={locale} data-preset={theme?.preset ?? "nevoa"} style={theme ? { colorScheme: "light", ...accentStyle(theme) } : undefined}>
      <body>
        <EarlyPress />
        <MessagesProvider locale={locale} timeZone={store?.timeZone ?? "UTC"} messages={pickMessages(locale, shopMessages)}>
          <StoreProvider facts={store ? { name: store.name, locale, currency: store.currency } : null}>
            {mustSaySandbox(parseHostParam(host).host, env()) ? <SandboxNotice locale={locale} /> : null}
            {children}
          </StoreProvider>
        </MessagesProvider>
      </body>
    </html>
  );
}

function storeOf(entrance: Entrance) {
  return entrance.kind === "unknown" ? null : entrance.store;
}
