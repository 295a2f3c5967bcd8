"use client";

import { SearchX, Store } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { useStoreFacts } from "./store-context";

/** What a visitor sees where nothing is: a page that is gone, or a host that no store owns. */
export function Missing(): ReactNode {
  const t = useTranslations("storefront.missing");
  const store = useStoreFacts();
  const words = store ? "page" : "store";
  const Icon = store ? SearchX : Store;

  return (
    <main className="mx-auto grid min-h-[60dvh] max-w-lg content-center justify-items-center gap-4 px-6 py-24 text-center">
      <Icon aria-hidden className="size-10 text-text-muted" strokeWidth={1.25} />
      <h1 className="store-heading text-3xl">{t(`${words}Title`)}</h1>
      <p className="text-pretty text-text-muted">{t(`${words}Text`)}</p>
      {store ? (
        <LinkButton href="/" className="mt-2">
          {t("home")}
        </LinkButton>
      ) : null}
    </main>
  );
}
