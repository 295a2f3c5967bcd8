/** A tree of what a form sent. */
export type FormTree = { [name: string]: FormTree | FormDataEntryValue | FormTree[] | FormDataEntryValue[] };

const unsafe = new Set(["__proto__", "prototype", "constructor"]);
const maxDepth = 6;

/**
 * Turns form fields into a tree for zod: dots nest (`variants.0.price`), numeric keys make lists, a repeated name makes a
 * list, empty files are left out, and so is the NUL, which no text may hold in Postgres. Names that reach into prototypes or nest deeper than six are dropped.
 */
export function readForm(form: FormData): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const path = name.split(".");
    if (path.length > maxDepth || path.some((part) => unsafe.has(part))) continue;
    const sent = form.getAll(name).filter((value) => typeof value === "string" || value.size > 0);
    const all = sent.map((value) => (typeof value === "string" ? value.replaceAll("\0", "") : value));
    const [first] = all;
    if (first !== undefined) place(root, path, all.length > 1 ? all : first);
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, listify(value)]));
}

function place(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = "", ...rest] = path;
  if (rest.length === 0) {
    root[head] = value;
    return;
  }
  const next = root[head];
  const child = isTree(next) ? next : {};
  root[head] = child;
  place(child, rest, value);
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Blob);
}

function listify(value: unknown): unknown {
  if (!isTree(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, listify(child)] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key));
  if (!isList) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}
