import type { z } from "zod";

/**
 * What a form shows after it was sent: codes per field (turned into sentences by the message catalogues), and the values
 * that were typed, because React clears the form. Secrets are never echoed.
 */
export type FormState = {
  status: "idle" | "saved" | "rejected";
  /** Code of a message about the whole form. */
  code?: string;
  /** Field name -> code. Nested fields are dotted: `variants.0.price`. */
  errors: Record<string, string>;
  values: Record<string, string>;
  /** Where the browser goes next, on another site: a redirect that a script carries out (see `leaveFor`). */
  leaveTo?: string;
  /** Set anew each time, so that a repeated outcome is still announced. */
  at: number;
};

export const idleForm: FormState = { status: "idle", errors: {}, values: {}, at: 0 };

const secretField = /password|secret|token|card|cvv|totp/i;

/** The typed values of a form, without secrets and files, for echoing. */
export function echoValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || secretField.test(name) || name.startsWith("$ACTION")) continue;
    values[name] = value.slice(0, 20_000);
  }
  return values;
}

/** The state of a form refused for the given fields. */
export function rejected(errors: Record<string, string>, values: Record<string, string> = {}, code?: string): FormState {
  return { status: "rejected", errors, values, at: Date.now(), ...(code ? { code } : {}) };
}

/** The state of a form that was saved. */
export function saved(code = "saved"): FormState {
  return { status: "saved", code, errors: {}, values: {}, at: Date.now() };
}

/** The state of a form whose shopper goes on at another site. */
export function leaving(address: string): FormState {
  return { ...saved("leaving"), leaveTo: address };
}

/** Field codes of a zod failure: the schema's own message where it is a code, else a code by the kind of issue. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join(".") || "form";
    errors[path] ??= /^[a-z][a-z0-9_]*$/.test(issue.message) ? issue.message : codeOf(issue);
  }
  return errors;
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small") return issue.origin === "string" ? "required" : "too_small";
  if (issue.code === "too_big") return issue.origin === "string" ? "too_long" : "too_big";
  if (issue.code === "invalid_type") return "required";
  return "invalid";
}
