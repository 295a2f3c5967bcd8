import type { z } from "zod";
import type { Context } from "@/local/pagarme/emit";
import { type ListInput, listInput } from "@/local/pagarme/input/charge-input";
import { fieldErrors, invalid, type Reply } from "@/local/pagarme/reply";
import type { Kind } from "@/local/sandbox/records";

export type Page<Value> = { rows: Value[]; total: number };

/** Reads the list parameters of a query string. */
export function readListInput(query: Record<string, string>): { ok: true; value: ListInput } | { ok: false; reply: Reply } {
  const parsed = listInput.safeParse(query, { reportInput: true });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reply: invalid(fieldErrors("request", parsed.error), query) };
}

/** One page of an account's records, the newest first, and how many there are in all. `where` holds equal fields. */
export async function findPage<Value extends object>(
  context: Context,
  kind: Kind<Value>,
  asked: { where: object; input: ListInput },
): Promise<Page<Value>> {
  const { input, where } = asked;
  const text = `SELECT data, count(*) OVER ()::int AS total FROM {schema}.records
    WHERE scope = $1 AND kind = $2 AND data @> $3
      AND ($4::text IS NULL OR (data ->> 'createdAt')::timestamptz >= $4::timestamptz)
      AND ($5::text IS NULL OR (data ->> 'createdAt')::timestamptz <= $5::timestamptz)
    ORDER BY position DESC LIMIT $6 OFFSET $7`;
  const times = [input.created_since, input.created_until].map((time) => time ?? null);
  const values = [context.account.id, kind.name, JSON.stringify(where), ...times, input.size, (input.page - 1) * input.size];
  const found = await context.session.query<{ data: Value; total: number }>(text, values);
  return { rows: found.rows.map((row) => row.data), total: found.rows[0]?.total ?? 0 };
}

/** The vendor's page: `{ data, paging: { total, previous, next } }`, with addresses only where there is such a page. */
export function pageReply(url: string, input: ListInput, page: Page<unknown>): Reply {
  const at = (number: number): string => {
    const address = new URL(url);
    address.searchParams.set("page", String(number));
    address.searchParams.set("size", String(input.size));
    return address.toString();
  };
  const paging: Record<string, unknown> = { total: page.total };
  if (input.page > 1) paging.previous = at(input.page - 1);
  if (input.page * input.size < page.total) paging.next = at(input.page + 1);
  return { status: 200, body: { data: page.rows, paging } };
}

/** Parses a body or answers 422 with dotted paths under `root`. */
export function readBody<Shape extends z.ZodType>(
  shape: Shape,
  root: string,
  body: unknown,
): { ok: true; value: z.infer<Shape> } | { ok: false; reply: Reply } {
  const parsed = shape.safeParse(body, { reportInput: true });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reply: invalid(fieldErrors(root, parsed.error), body) };
}
