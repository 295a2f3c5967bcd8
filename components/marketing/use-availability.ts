"use client";

import { useEffect, useState } from "react";
import { type Availability, findAvailability } from "./store-address";

const pauseMs = 350;

/** `unknown` when the question could not be asked: the sign-up form asks again, nothing is lost. */
export type AvailabilityState = Availability | { status: "idle" } | { status: "checking" } | { status: "unknown" };

/** Asks `GET {checkUrl}?slug=` once typing pauses; a later question cancels the earlier one. */
export function useAvailability(slug: string, checkUrl: string): AvailabilityState {
  const [known, setKnown] = useState<{ slug: string; state: AvailabilityState } | null>(null);

  useEffect(() => {
    if (!slug) return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const state = await ask(`${checkUrl}?${new URLSearchParams({ slug })}`, controller.signal);
      if (!controller.signal.aborted) setKnown({ slug, state });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [slug, checkUrl]);

  if (!slug) return { status: "idle" };
  return known?.slug === slug ? known.state : { status: "checking" };
}

async function ask(url: string, signal: AbortSignal): Promise<AvailabilityState> {
  try {
    const response = await fetch(url, { signal });
    return (response.ok ? findAvailability(await response.json()) : null) ?? { status: "unknown" };
  } catch {
    return { status: "unknown" };
  }
}
