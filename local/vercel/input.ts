import { getDomain, parse } from "tldts";
import { z } from "zod";
import { badRequest, invalidDomain } from "@/local/vercel/errors";
import { redirectStatuses } from "@/local/vercel/model";

const redirect = z.string().nullable().optional();
const redirectStatusCode = z
  .literal([...redirectStatuses])
  .nullable()
  .optional();
const gitBranch = z.string().max(250).nullable().optional();

export const addInput = z.strictObject({
  name: z.string().min(1),
  redirect,
  redirectStatusCode,
  gitBranch,
  customEnvironmentId: z.string().optional(),
});
export const changeInput = z.strictObject({ redirect, redirectStatusCode, gitBranch });
export const removeInput = z.strictObject({ removeRedirects: z.boolean().default(false) });

export type AddInput = z.output<typeof addInput>;
export type ChangeInput = z.output<typeof changeInput>;

/** Reads a JSON body; an empty one counts as `{}`. Throws the vendor's `bad_request` when it is not what the call takes. */
export function readBody<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  let json: unknown;
  try {
    json = text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw badRequest("Invalid JSON");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`Invalid request: \`${issue?.path.join(".") || "body"}\` ${issue?.message ?? "is not valid"}.`);
}

/** The registrable name above a domain, by the public-suffix list. Throws `invalid_domain` for what is no domain of somebody's. */
export function requireApex(name: string): string {
  const { isIp, isIcann, isPrivate } = parse(name);
  const apex = getDomain(name);
  const isWritten = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(name) && name.length <= 253;
  const isKnown = isIcann === true || isPrivate === true || /\.(test|example)$/.test(name);
  if (isIp === true || !isWritten || !isKnown || apex === null) throw invalidDomain(name);
  return apex;
}
