"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Brings the page's state up to date by itself, while somebody looks at it. */
export function LiveRefresh({ everyMs }: { everyMs: number }): null {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [router, everyMs]);
  return null;
}
