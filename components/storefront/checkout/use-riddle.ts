"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { FormState } from "@/lib/core/form-state";

/** A browser whose solutions are not taken says so, instead of working on. */
const mostRounds = 2;

type Solved = { at: number; answer: string };

/**
 * Solves the riddle that the server set before it lets this browser pay, and sends the form again with the solution: the shopper
 * waits a moment and does nothing. The solver is loaded only then. `field` is the control that `answer` is sent by.
 */
export function useRiddle({ code, values, at }: FormState): {
  field: RefObject<HTMLInputElement | null>;
  answer: string;
  isSolving: boolean;
} {
  const field = useRef<HTMLInputElement>(null);
  const rounds = useRef(0);
  const [solved, setSolved] = useState<Solved | null>(null);
  const [givenUpAt, setGivenUpAt] = useState(0);
  const riddle = code === "proof_needed" ? values.riddle : undefined;
  const answer = riddle && solved?.at === at ? solved.answer : "";

  useEffect(() => {
    if (!riddle) rounds.current = 0;
    if (!riddle || rounds.current >= mostRounds) {
      setGivenUpAt(at);
      return;
    }
    rounds.current += 1;
    const controller = new AbortController();
    solve(riddle, controller).then((found) => {
      if (controller.signal.aborted) return;
      if (found) setSolved({ at, answer: found });
      else setGivenUpAt(at);
    });
    return () => controller.abort();
  }, [riddle, at]);

  useEffect(() => {
    if (answer) field.current?.form?.requestSubmit();
  }, [answer]);

  return { field, answer, isSolving: riddle !== undefined && givenUpAt !== at };
}

/** The answer as the server reads it; null when it was given up. */
async function solve(riddle: string, controller: AbortController): Promise<string | null> {
  const [{ solveChallenge }, { deriveKey }] = await Promise.all([import("altcha-lib"), import("altcha-lib/algorithms/web/pbkdf2")]);
  const challenge = JSON.parse(riddle);
  const solution = await solveChallenge({ challenge, deriveKey, controller });
  return solution && JSON.stringify({ challenge, solution });
}
