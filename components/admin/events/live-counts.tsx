"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";

const everyMs = 5000;

export type LiveCountsProps = {
  /** Answers what the page shows, as text that changes with it. */
  href: string;
  /** That text as it was when the page was rendered. */
  shown: string;
};

/** Looks every five seconds whether the counts have changed, while the page is seen, and renders it anew when they have. */
export function LiveCounts({ href, shown }: LiveCountsProps): ReactNode {
  const router = useRouter();
  const t = useTranslations("admin-events");

  useEffect(() => {
    const stop = new AbortController();
    const timer = setInterval(async () => {
      if (document.visibilityState === "visible" && (await hasChanged(href, shown, stop.signal))) router.refresh();
    }, everyMs);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [href, shown, router]);

  return (
    <p className="inline-flex items-center gap-2 text-sm text-text-muted">
      <span aria-hidden className="size-2 rounded-full bg-success motion-safe:animate-pulse" />
      {t("live")}
    </p>
  );
}

/** A look that fails (no network, signed out) changes nothing; the next one comes. */
async function hasChanged(href: string, shown: string, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(href, { cache: "no-store", signal }).catch(() => null);
  if (!answer?.ok) return false;
  return (await answer.text()) !== shown;
}
