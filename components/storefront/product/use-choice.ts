"use client";

import { useEffect, useRef, useState } from "react";
import { findVariant, openingVariant } from "@/lib/catalog/storefront-choice";
import type { OfferedVariant } from "./types";

export type Choice = { values: readonly string[]; variant: OfferedVariant | null; choose: (optionIndex: number, value: string) => void };

/** What is chosen on a product page. The address follows (`?variant=`), so that a choice can be shared. */
export function useChoice(variants: readonly OfferedVariant[]): Choice {
  const opening = openingVariant(variants);
  const [values, setValues] = useState<readonly string[]>(opening?.optionValues ?? []);

  // Only the address that the page was opened with chooses: a page refreshed later brings new variants, and keeps the choice.
  const isRead = useRef(false);
  useEffect(() => {
    if (isRead.current) return;
    isRead.current = true;
    const wanted = new URLSearchParams(window.location.search).get("variant");
    const linked = variants.find((variant) => variant.id === wanted);
    if (linked) setValues(linked.optionValues);
  }, [variants]);

  const choose = (optionIndex: number, value: string) => {
    const next = values.map((current, index) => (index === optionIndex ? value : current));
    setValues(next);
    const variant = findVariant(variants, next);
    if (variant) window.history.replaceState(null, "", `?variant=${variant.id}`);
  };

  return { values, variant: findVariant(variants, values), choose };
}
