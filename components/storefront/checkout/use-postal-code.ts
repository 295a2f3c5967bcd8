"use client";

import { type ChangeEvent, useRef, useState } from "react";
import { z } from "zod";

const foundSchema = z.object({ line1: z.string(), district: z.string(), city: z.string(), state: z.string() });

/** Fills in street, district, city and state by the CEP. What is not found, or found slowly, the shopper types; nothing waits for it. */
export function usePostalCode(): { status: "idle" | "looking" | "found"; onChange: (event: ChangeEvent<HTMLInputElement>) => void } {
  const [status, setStatus] = useState<"idle" | "looking" | "found">("idle");
  const request = useRef<AbortController>(null);

  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const digits = field.value.replaceAll(/\D/g, "").slice(0, 8);
    field.value = digits.length > 5 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits;
    request.current?.abort();
    setStatus("idle");
    if (digits.length !== 8 || !field.form) return;
    const { form } = field;
    request.current = new AbortController();
    setStatus("looking");
    lookUp(digits, request.current.signal).then(
      (found) => {
        if (found) fill(form, found);
        setStatus(found ? "found" : "idle");
      },
      () => setStatus("idle"),
    );
  };
  return { status, onChange };
}

type Found = z.infer<typeof foundSchema>;

async function lookUp(code: string, signal: AbortSignal): Promise<Found | null> {
  const response = await fetch(`/checkout/postal-code?code=${code}`, { signal });
  const parsed = response.ok ? foundSchema.safeParse(await response.json()) : null;
  return parsed?.success ? parsed.data : null;
}

function fill(form: HTMLFormElement, found: Found): void {
  for (const [name, value] of Object.entries(found)) {
    const field = form.elements.namedItem(name);
    if (value && (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) field.value = value;
  }
  const number = form.elements.namedItem("number");
  if (found.line1 && number instanceof HTMLInputElement) number.focus();
}
