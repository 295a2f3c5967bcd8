"use client";

import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useIsHydrated } from "../use-is-hydrated";

/** Prints the page. Without a script there is none: the browser's own menu does it. */
export function PrintButton({ label }: { label: string }): ReactNode {
  if (!useIsHydrated()) return null;
  return (
    <Button variant="secondary" size="lg" width="full" onClick={() => window.print()}>
      <Printer aria-hidden />
      {label}
    </Button>
  );
}
