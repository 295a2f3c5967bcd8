import { invalidRequest } from "@/local/stripe/errors";
import { includable } from "@/local/stripe/http/includable";
import { kindOfId } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

const MAX_DEPTH = 4;

/** Replaces ids by objects along each path (`latest_charge.balance_transaction`, `data.customer`). */
export async function expandAnswer(work: Work, answer: object, paths: readonly string[]): Promise<object> {
  const expanded: Record<string, unknown> = structuredClone({ ...answer });
  for (const path of paths) {
    const fields = path.split(".");
    if (fields.length > MAX_DEPTH)
      throw invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`, { param: "expand" });
    await expandAt(work, expanded, { fields, path });
  }
  return expanded;
}

type Step = { fields: readonly string[]; path: string };

async function expandAt(work: Work, at: unknown, { fields, path }: Step): Promise<void> {
  const [field, ...rest] = fields;
  if (field === undefined) return;
  if (Array.isArray(at)) {
    for (const item of at) await expandAt(work, item, { fields, path });
    return;
  }
  if (!isRecord(at)) return;

  const value = await fieldValue(work, { at, field, path });
  at[field] = value;
  await expandAt(work, value, { fields: rest, path });
}

async function fieldValue(work: Work, { at, field, path }: { at: Record<string, unknown>; field: string; path: string }): Promise<unknown> {
  const value = at[field];
  if (typeof value === "string") return findById(work, value, path);
  if (Array.isArray(value) && value.every((item) => typeof item === "string"))
    return Promise.all(value.map((id) => findById(work, id, path)));
  if (value !== undefined) return value;

  const included = await includable(work, at, field);
  if (included === undefined) throw cannotExpand(path);
  return included;
}

async function findById(work: Work, id: string, path: string): Promise<object> {
  const kind = kindOfId(id);
  const found = kind ? await work.shelf.get(kind, id) : null;
  if (!found) throw cannotExpand(path);
  return found;
}

function cannotExpand(path: string): Error {
  return invalidRequest(`This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`, {
    param: "expand",
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
