import { z } from "zod";
import { type ApiError, invalidRequest } from "@/local/stripe/errors";

/** Form values arrive as text; these read them. An empty text unsets a field and reads as null. */
export const text = z.string().min(1).max(5000);
export const emptyableText = z
  .string()
  .max(5000)
  .transform((value) => (value === "" ? null : value));
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const amount = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);
export const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform(Number);
export const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/)
  .transform((value) => value.toLowerCase());
/** At most 50 keys of 40 characters, values of 500: https://docs.stripe.com/api/metadata */
export const metadata = z.record(z.string().min(1).max(40), z.string().max(500)).refine((entries) => Object.keys(entries).length <= 50);
export const emptyableMetadata = z.union([metadata, z.literal("")]);
export const expand = { expand: z.array(z.string()).max(20).optional() };
const range = z.strictObject({ gt: integer.optional(), gte: integer.optional(), lt: integer.optional(), lte: integer.optional() });
export const page = {
  ...expand,
  created: z.union([integer, range]).optional(),
  ending_before: text.optional(),
  limit: integer.optional(),
  starting_after: text.optional(),
};
export type Page = { created?: number | z.output<typeof range>; ending_before?: string; limit?: number; starting_after?: string };

export const address = z.strictObject({
  city: emptyableText.optional(),
  country: emptyableText.optional(),
  line1: emptyableText.optional(),
  line2: emptyableText.optional(),
  postal_code: emptyableText.optional(),
  state: emptyableText.optional(),
});
export const shipping = z.strictObject({
  address,
  name: text,
  phone: emptyableText.optional(),
  carrier: text.optional(),
  tracking_number: text.optional(),
});

/** Merged as the vendor merges: given keys replace, an empty value removes its key, an empty text removes all. */
export function mergeMetadata(current: Record<string, string>, given: Record<string, string> | "" | undefined): Record<string, string> {
  if (given === undefined) return current;
  if (given === "") return {};

  return Object.fromEntries(Object.entries({ ...current, ...given }).filter(([, value]) => value !== ""));
}

/** Reads a decoded form. Fails in the vendor's words: unknown parameter, missing parameter, invalid value. */
export function readForm<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;

  throw refusal(read.error, raw);
}

function refusal(error: z.ZodError, raw: unknown): ApiError {
  // Unknown parameters are refused before missing ones are looked for.
  const issue = error.issues.find(({ code }) => code === "unrecognized_keys") ?? deepest(error.issues);
  if (!issue) return invalidRequest("The request could not be read.");
  if (issue.code === "unrecognized_keys") {
    const param = bracketed([...issue.path, issue.keys[0] ?? ""]);
    return invalidRequest(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
  const param = bracketed(issue.path);
  if (valueAt(raw, issue.path) === undefined)
    return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });

  return invalidRequest(`Invalid value for ${param}: ${issue.message}`, { code: "parameter_invalid", param });
}

/** Of a union's failed branches, the one that got furthest is the one that was meant. */
function deepest(issues: z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const first = issues[0];
  if (first?.code !== "invalid_union") return first;

  const branches = first.errors.map((branch) => deepest(branch)).filter((issue) => issue !== undefined);
  const furthest = branches.toSorted((left, right) => right.path.length - left.path.length)[0];
  return furthest ? { ...furthest, path: [...first.path, ...furthest.path] } : first;
}

function bracketed([first, ...rest]: PropertyKey[]): string {
  return `${String(first ?? "")}${rest.map((part) => `[${String(part)}]`).join("")}`;
}

function valueAt(raw: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), raw);
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}
