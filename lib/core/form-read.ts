import type { z } from "zod";
import { fieldErrors } from "./form-state";

/** What a form meant, or a code for each field that means nothing. */
export type FormRead<Value> = { ok: true; value: Value } | { ok: false; errors: Record<string, string> };

/**
 * Checks what was read from the texts of a form. `unreadable` are codes of fields that could not be read at all; `names` says what
 * a property is called in the form, where the two differ (`priceCents` is typed as `price`).
 */
export function checkRead<Schema extends z.ZodType>(
  schema: Schema,
  read: Record<string, unknown>,
  { unreadable, names }: { unreadable: Record<string, string>; names: Record<string, string> },
): FormRead<z.output<Schema>> {
  const parsed = schema.safeParse(read);
  const found = parsed.success ? {} : fieldErrors(parsed.error);
  const named = Object.entries(found).map(([path, code]) => {
    const [head = path] = path.split(".");
    return [names[head] ?? head, code] as const;
  });
  const errors = { ...Object.fromEntries(named), ...unreadable };
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, value: parsed.data } : { ok: false, errors };
}

/** The code for an amount that was not understood: nothing there, or no amount. */
export function amountCode(typed: string): "required" | "not_an_amount" {
  return typed.trim() === "" ? "required" : "not_an_amount";
}

/** A whole number as typed; NaN for anything else, which no schema takes. */
export function readWhole(typed: string): number {
  return /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
}
