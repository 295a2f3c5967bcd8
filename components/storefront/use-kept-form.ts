"use client";

import { type FormEvent, startTransition } from "react";

/**
 * Sends a form through its action without React's reset afterwards: a reset puts radios back to what the page opened with,
 * while the state behind them stays, and the next send would be of another choice than the one shown.
 */
export function useKeptForm(submit: (form: FormData) => void): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => submit(form));
  };
}
