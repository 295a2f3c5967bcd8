"use client";

import { useSyncExternalStore } from "react";

/** False in the page as it was sent, true once its script runs. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function never(): () => void {
  return () => undefined;
}
