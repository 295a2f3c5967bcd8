"use client";

import { type FormEvent, useRef, useState } from "react";
import { type CardError, type CardFields, checkCard } from "@/lib/payments/card-rules";
import type { CardTokens } from "@/lib/payments/card-tokens";
import { createCardToken } from "./card-token";

const emptyCard: CardFields = { number: "", holder: "", expiry: "", cvv: "" };

export type CardErrors = Partial<Record<keyof CardFields, CardError | "wrong_card_data">>;

/**
 * Turns the card into a token before the form is sent: the first submit is held back, the gateway is asked, and the form is sent
 * with the token alone. A token is used up by one try.
 */
export function useCardPayment(tokens: CardTokens | null, isCard: boolean) {
  const [card, setCard] = useState(emptyCard);
  const [errors, setErrors] = useState<CardErrors>({});
  const [problem, setProblem] = useState<"gateway_unreachable" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const tokenField = useRef<HTMLInputElement>(null);
  const markField = useRef<HTMLInputElement>(null);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    const field = tokenField.current;
    if (!isCard || !tokens || !field || field.value !== "") return;
    event.preventDefault();
    const form = event.currentTarget;
    const found = checkCard(card, new Date());
    setErrors(found);
    setProblem(null);
    if (isBusy) return;
    if (Object.keys(found).length > 0) {
      focusFirst(form, found);
      return;
    }
    setBusy(true);
    const made = await createCardToken(tokens, card);
    setBusy(false);
    if (!made.ok) {
      if (made.code === "wrong_card_data") setErrors({ number: "wrong_card_data" });
      else setProblem(made.code);
      return;
    }
    field.value = made.token;
    if (markField.current) markField.current.value = markOf(card.number);
    form.requestSubmit();
    field.value = "";
  };

  return { card, setCard, errors, problem, isBusy, tokenField, markField, onSubmit };
}

/** What may be told of a card to recognise it: its first six and last four digits (PCI DSS 3.4.1). */
function markOf(number: string): string {
  const digits = number.replaceAll(/\D/g, "");
  return `${digits.slice(0, 6)}-${digits.slice(-4)}`;
}

const ids: Record<keyof CardFields, string> = { number: "cardNumber", holder: "cardHolder", expiry: "cardExpiry", cvv: "cardCvv" };

function focusFirst(form: HTMLFormElement, errors: CardErrors): void {
  const first = (Object.keys(ids) as (keyof CardFields)[]).find((name) => errors[name]);
  if (first) form.querySelector<HTMLElement>(`#${ids[first]}`)?.focus();
}
