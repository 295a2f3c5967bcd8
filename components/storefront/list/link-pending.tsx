"use client";

import { useLinkStatus } from "next/link";
import type { ReactNode } from "react";
import { Spinner } from "@/components/ui/spinner";

/** Inside a link: turns while the page that it leads to is on its way. */
export function LinkPending(): ReactNode {
  const { pending } = useLinkStatus();
  return pending ? <Spinner className="size-3.5" /> : null;
}
