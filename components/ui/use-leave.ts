"use client";

import { useEffect } from "react";
import type { FormState } from "@/lib/core/form-state";

/**
 * Carries out what `leaveFor` answered: goes to the other site. True from then on, for a button that stays busy. A page that the
 * browser brings back from its memory is loaded anew, so that it does not look as if it were still leaving.
 */
export function useLeave({ leaveTo }: FormState, onLeave?: () => void): boolean {
  useEffect(() => {
    if (!leaveTo) return;
    onLeave?.();
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pageshow", onShow);
    window.location.assign(leaveTo);
    return () => window.removeEventListener("pageshow", onShow);
  }, [leaveTo, onLeave]);

  return leaveTo !== undefined;
}
