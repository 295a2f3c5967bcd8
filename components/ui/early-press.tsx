"use client";

import { type ReactNode, useLayoutEffect } from "react";
import { earlyPressScript } from "@/lib/core/early-press";

declare global {
  interface Window {
    /** Gives the button that was pressed before the page could answer, and notes no more. */
    takeEarlyPress?: () => HTMLButtonElement | null;
  }
}

/** Stands first in the body: a button that was pressed before the page came to life is pressed once more when it has. */
export function EarlyPress(): ReactNode {
  // A layout effect, so that it runs within the press that brings the page to life, if one does.
  useLayoutEffect(() => {
    const pressed = window.takeEarlyPress?.();
    if (pressed) setTimeout(() => pressed.isConnected && pressed.click());
  }, []);

  return <script>{earlyPressScript}</script>;
}
