"use client";

import { useRef, useState } from "react";
import { z } from "zod";

const foundSchema = z.object({ line1: z.string(), district: z.string(), city: z.string(), state: z.string() });

export type PostalCode = {
  status: "idle" | "looking" | "found";
  digits: string;
  onDigits: (digits: string, form: HTMLFormElement | null) => void;
};

/**
 * Fills in street, district, city and state by the CEP. What is not found, or found slowly, the shopper types; nothing waits for it,
 * and what was typed meanwhile stays.
 */
export function usePostalCode(initial: string): PostalCode {
  const [status, setStatus] = useState<PostalCode["status"]>("idle");
  const [digits, setDigits] = useState(initial);
  const request = useRef<AbortController>(null);

  const onDigits = (typed: string, form: HTMLFormElement | null) => {
    setDigits(typed);
    request.current?.abort();
    setStatus("idle");
    if (typed.length !== 8 || !form) return;
    request.current = new AbortController();
    setStatus("looking");
    const before = new FormData(form);
    lookUp(typed, request.current.signal).then(
      (found) => {
        if (found) fill(form, found, before);
        setStatus(found ? "found" : "idle");
      },
      () => setStatus("idle"),
    );
  };
  return { status, digits, onDigits };
}

type Found = z.infer<typeof foundSchema>;

async function lookUp(code: string, signal: AbortSignal): Promise<Found | null> {
  const response = await fetch(`/checkout/postal-code?code=${code}`, { signal });
  const parsed = response.ok ? foundSchema.safeParse(await response.json()) : null;
  return parsed?.success ? parsed.data : null;
}

function fill(form: HTMLFormElement, found: Found, before: FormData): void {
  for (const [name, value] of Object.entries(found)) {
    const field = form.elements.namedItem(name);
    const isControl = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
    if (!value || !isControl || field.value !== before.get(name)) continue;
    field.value = value;
    // Whoever is about to type there replaces it, rather than adding to it.
    if (field instanceof HTMLInputElement && field === document.activeElement) field.select();
  }
  const number = form.elements.namedItem("number");
  const isWaiting = document.activeElement === form.elements.namedItem("postalCode");
  if (found.line1 && isWaiting && number instanceof HTMLInputElement) number.focus();
}
