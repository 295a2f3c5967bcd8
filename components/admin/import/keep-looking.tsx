"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";

const everyMs = 1500;

/** Asks for the page again while something is on its way, and the tab is looked at. Without JavaScript the browser reloads it. */
export function KeepLooking(): ReactNode {
  const router = useRouter();

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);

  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
    </noscript>
  );
}
