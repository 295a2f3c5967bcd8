"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 2500;
/** Then the page stands still: whoever waits longer loads it again. */
const maxTimes = 60;

/** Renders the page anew while something on it is under way. */
export function RefreshWhile({ isRunning }: { isRunning: boolean }): null {
  const router = useRouter();
  useEffect(() => {
    if (!isRunning) return;
    let times = 0;
    const timer = setInterval(() => {
      times += 1;
      if (times >= maxTimes) clearInterval(timer);
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isRunning, router]);
  return null;
}
