import { Lock } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { StoreLogo } from "@/components/storefront/store-logo";
import { MessagesProvider } from "@/components/ui/messages-provider";
import { pickMessages } from "@/lib/i18n/messages";
import { translator } from "@/lib/i18n/translator";
import { listCachedPageLinks } from "@/lib/stores/cached";
import { requireOpenStore } from "@/lib/stores/entrance";

/** Each shopper's own, rendered for each request. */
export const instant = false;

type Props = { params: Promise<{ host: string }>; children: ReactNode };

/** The frame of checkout and order: the store's mark, and nothing that leads away. */
export default async function PayingLayout({ params, children }: Props): Promise<ReactNode> {
  const store = await requireOpenStore((await params).host);
  const t = translator(store.locale, "checkout");
  const pages = await listCachedPageLinks(store.id);

  return (
    <MessagesProvider
      locale={store.locale}
      timeZone={store.timeZone}
      messages={pickMessages(store.locale, ["ui", "checkout", "order", "errors"])}
    >
      <div className="flex min-h-dvh flex-col">
        <header className="border-border border-b bg-background sinal:border-transparent sinal:bg-inverse sinal:text-inverse-text">
          <div className="store-width flex items-center justify-between gap-4 py-2.5 lg:py-4">
            <StoreLogo store={store} />
            <p className="flex items-center gap-1.5 text-sm opacity-80">
              <Lock aria-hidden className="size-4" />
              {t("secure")}
            </p>
          </div>
        </header>
        <div className="flex-1">{children}</div>
        <footer className="store-width mt-16 flex flex-wrap gap-x-6 border-border border-t py-5 text-sm text-text-muted print:hidden">
          {pages.map(({ slug, title }) => (
            <Link key={slug} href={`/pages/${slug}`} className="inline-flex min-h-9 items-center hover:underline touch:min-h-11">
              {title}
            </Link>
          ))}
        </footer>
      </div>
    </MessagesProvider>
  );
}
