"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { FormState } from "@/lib/core/form-state";

/**
 * Solves the riddle that the server set before it lets this browser pay, and sends the form again with the solution: the shopper
 * waits a moment and does nothing. The solver is loaded only then.
 */
export function useRiddle({ code, values, at }: FormState): { field: RefObject<HTMLInputElement | null>; isSolving: boolean } {
  const field = useRef<HTMLInputElement>(null);
  const [isSolving, setSolving] = useState(false);
  const riddle = code === "proof_needed" ? values.riddle : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is solved once, also when its riddle were the same
  useEffect(() => {
    if (!riddle) return;
    const controller = new AbortController();
    setSolving(true);
    solve(riddle, controller).then((answer) => {
      if (controller.signal.aborted) return;
      setSolving(false);
      if (!field.current || !answer) return;
      field.current.value = answer;
      field.current.form?.requestSubmit();
    });
    return () => controller.abort();
  }, [riddle, at]);

  return { field, isSolving };
}

/** The answer as the server reads it; null when it was given up. */
async function solve(riddle: string, controller: AbortController): Promise<string | null> {
  const [{ solveChallenge }, { deriveKey }] = await Promise.all([import("altcha-lib"), import("altcha-lib/algorithms/web/pbkdf2")]);
  const challenge = JSON.parse(riddle);
  const solution = await solveChallenge({ challenge, deriveKey, controller });
  return solution && JSON.stringify({ challenge, solution });
}
