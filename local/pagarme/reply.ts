import type { z } from "zod";

/** An answer of the API: an HTTP status and a JSON body. */
export type Reply = { status: number; body: unknown };

export function done(body: unknown): Reply {
  return { status: 200, body };
}

/** A refusal with a message alone: 404 unknown, 412 refused by a business rule. */
export function refused(status: 400 | 401 | 404 | 412, message: string): Reply {
  return { status, body: { message } };
}

/** One text per field, keyed by its dotted path (`order.customer.name`). */
export type FieldErrors = Record<string, string[]>;

/** The contract refusal (422). The vendor repeats the request in it. */
export function invalid(errors: FieldErrors, request: unknown): Reply {
  return { status: 422, body: { message: "The request is invalid.", errors, request } };
}

/** The vendor's texts for what the schema found, keyed by dotted paths under `root` (`order.payments[0].pix.expires_in`). */
export function fieldErrors(root: string, error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const path = dotted(root, issue.path);
    errors[path] = [...(errors[path] ?? []), sentence(issue)];
  }
  return errors;
}

function dotted(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${String(key)}`), root);
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = String(issue.path.findLast((key) => typeof key === "string") ?? "request");
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_type" && issue.input === undefined) return `The ${name} field is required.`;
  if (issue.code === "too_big" && issue.origin === "string") {
    return `The field ${name} must be a string with a maximum length of ${issue.maximum}.`;
  }
  if (issue.code === "too_small" && issue.origin === "string") return `The ${name} field is required.`;
  if (issue.code === "too_small") return `The field ${name} must be greater than or equal to ${issue.minimum}.`;
  if (issue.code === "too_big") return `The field ${name} must be less than or equal to ${issue.maximum}.`;
  return `The value of ${name} is invalid.`;
}
