"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";

/** Renders the page anew every `everyMs` while it is in view; without JavaScript the browser reloads it. */
export function AutoRefresh({ everyMs }: { everyMs: number }): ReactNode {
  const router = useRouter();

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);

  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(Math.max(3, Math.ceil(everyMs / 1000)))} />
    </noscript>
  );
}
