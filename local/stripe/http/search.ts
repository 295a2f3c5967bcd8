import { invalidRequest } from "@/local/stripe/errors";

/**
 * A part of the vendor's search language: clauses `field:"value"`, `field:'value'` and `metadata["key"]:"value"`,
 * joined by AND; `-` before a clause negates it. https://docs.stripe.com/search#search-query-language
 */
export function search<Value extends object>(values: readonly Value[], query: string): Value[] {
  const clauses = query.split(/\s+AND\s+/i).map(readClause);
  return values.filter((value) => clauses.every((clause) => holds(value, clause)));
}

type Clause = { path: string[]; expected: string; isNegated: boolean };

const CLAUSE = /^(-?)(\w+)(?:\[["'](.+?)["']\])?:\s*["']?(.*?)["']?$/;

function readClause(text: string): Clause {
  const [, minus, field, key, expected] = CLAUSE.exec(text.trim()) ?? [];
  if (field === undefined || expected === undefined)
    throw invalidRequest(`We were unable to parse your search query: ${text}`, { param: "query" });

  return { path: key === undefined ? [field] : [field, key], expected, isNegated: minus === "-" };
}

function holds(value: object, { path, expected, isNegated }: Clause): boolean {
  const actual = path.reduce<unknown>((at, field) => (typeof at === "object" && at !== null ? Reflect.get(at, field) : undefined), value);
  return (String(actual ?? "null") === expected) !== isNegated;
}
