"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";

export type OrderWatchProps = { path: string; state: string; attempt: number };

const firstWaitMs = 3000;
const longestWaitMs = 12_000;
/** After this the page stops asking; a mail tells of the outcome. */
const patienceMs = 40 * 60_000;

/**
 * Asks how the order stands, ever less often, and shows the page anew when that changed. Nothing is asked of a page in the
 * background; a shopper who comes back from the bank's app is told at once.
 */
export function OrderWatch({ path, state, attempt }: OrderWatchProps): ReactNode {
  const router = useRouter();

  useEffect(() => {
    const startedAt = Date.now();
    let wait = firstWaitMs;
    let timer = setTimeout(look, wait);

    let isOver = false;

    async function look() {
      if (document.visibilityState === "visible" && (await hasChanged(path, state, attempt))) router.refresh();
      wait = Math.min(longestWaitMs, wait * 1.1);
      if (!isOver && Date.now() - startedAt < patienceMs) timer = setTimeout(look, wait);
    }
    const comeBack = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      timer = setTimeout(look, 0);
    };
    document.addEventListener("visibilitychange", comeBack);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", comeBack);
    };
  }, [path, state, attempt, router]);

  return null;
}

async function hasChanged(path: string, state: string, attempt: number): Promise<boolean> {
  try {
    const response = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(30_000) });
    if (!response.ok) return false;
    const now: { state?: unknown; attempt?: unknown } = await response.json();
    return now.state !== state || now.attempt !== attempt;
  } catch {
    return false;
  }
}
