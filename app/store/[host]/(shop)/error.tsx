"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** Shown when a page could not be made. The cause is logged on the server; the shopper is told what to do. */
export default function ShopError({ reset }: { error: Error; reset: () => void }): ReactNode {
  const t = useTranslations("storefront.failure");

  return (
    <main className="mx-auto grid min-h-[60dvh] max-w-lg content-center justify-items-center gap-4 px-6 py-24 text-center">
      <h1 className="store-heading text-3xl">{t("title")}</h1>
      <p className="text-pretty text-text-muted">{t("text")}</p>
      <Button onClick={reset}>{t("retry")}</Button>
    </main>
  );
}
