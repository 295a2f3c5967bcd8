import { z } from "zod";

/** What a person may see of a message: ids, numbers and short words; anything else only as "not shown" (null). */
export type ShownPayload = { key: string; value: string | null }[];

const secretKey = /token|sealed|secret|password|mail|name|phone|document|address/i;
/** Ids of ours and of gateways, and words of states: no blanks, no @, nothing long. */
const plainWord = /^[\w.:-]{1,64}$/;

const fields = z.record(z.string(), z.unknown());

/** A message's fields without personal data and secrets. Events carry ids alone; this holds even where one does not. */
export function showPayload(payload: unknown): ShownPayload {
  const parsed = fields.safeParse(payload);
  if (!parsed.success) return [];
  return Object.entries(parsed.data).map(([key, value]) => ({ key, value: secretKey.test(key) ? null : shown(value) }));
}

function shown(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return plainWord.test(value) ? value : null;
  if (!Array.isArray(value)) return null;
  const parts = value.slice(0, 20).map(shown);
  const more = value.length > 20 ? ` +${value.length - 20}` : "";
  return parts.includes(null) ? null : parts.join(", ") + more;
}
