import { normalise } from "@/lib/search/text";
import { type AlgoliaRecord, Refusal, type SearchInput } from "./model";

export type Test = (record: AlgoliaRecord) => boolean;
type Nested = SearchInput["facetFilters"];

/** What `filters`, `facetFilters` and `numericFilters` together let through. Facets that were not declared let nothing through. */
export function testOf(narrowing: Pick<SearchInput, "filters" | "facetFilters" | "numericFilters">, faceting: ReadonlySet<string>): Test {
  const tests: Test[] = [];
  if (narrowing.filters?.trim()) tests.push(parseFilters(narrowing.filters, faceting));
  if (narrowing.facetFilters) tests.push(nestedTest(narrowing.facetFilters, (text) => facetTest(text, faceting)));
  if (narrowing.numericFilters) tests.push(nestedTest(narrowing.numericFilters, numericTest));
  return (record) => tests.every((test) => test(record));
}

/** Lists within the list are alternatives. */
function nestedTest(nested: NonNullable<Nested>, toTest: (text: string) => Test): Test {
  const groups = (typeof nested === "string" ? [nested] : nested).map((group) => (typeof group === "string" ? [group] : group).map(toTest));
  return (record) => groups.every((group) => group.some((test) => test(record)));
}

/** `vendor:Maré`; a dash before the value is "not", and `\-` is a dash. */
function facetTest(text: string, faceting: ReadonlySet<string>): Test {
  const colon = text.indexOf(":");
  if (colon < 1) throw new Refusal(400, `Invalid syntax for facetFilters: "${text}"`);
  const [attribute, written] = [text.slice(0, colon), text.slice(colon + 1)];
  if (written.startsWith("-")) {
    const test = isValue(attribute, written.slice(1), faceting);
    return (record) => !test(record);
  }
  return isValue(attribute, written.startsWith("\\-") ? written.slice(1) : written, faceting);
}

function isValue(attribute: string, wanted: string, faceting: ReadonlySet<string>): Test {
  if (!faceting.has(attribute)) return () => false;
  const plain = normalise(wanted);
  return (record) =>
    [record[attribute]].flat().some((value) => value !== undefined && value !== null && normalise(String(value)) === plain);
}

function numericTest(text: string): Test {
  const range = /^\s*([\w.]+)\s*:\s*(-?[\d.]+)\s+TO\s+(-?[\d.]+)\s*$/.exec(text);
  if (range) return inRange(range[1] ?? "", Number(range[2]), Number(range[3]));
  const compared = /^\s*([\w.]+)\s*(<=|>=|!=|<|>|=)\s*(-?[\d.]+)\s*$/.exec(text);
  if (!compared) throw new Refusal(400, `Invalid syntax for numericFilters: "${text}"`);
  const [, attribute = "", sign = "=", number] = compared;
  return (record) => numbersOf(record, attribute).some((value) => compare(value, sign, Number(number)));
}

function inRange(attribute: string, from: number, to: number): Test {
  return (record) => numbersOf(record, attribute).some((value) => value >= from && value <= to);
}

function numbersOf(record: AlgoliaRecord, attribute: string): number[] {
  return [record[attribute]].flat().filter((value) => typeof value === "number");
}

function compare(value: number, sign: string, other: number): boolean {
  if (sign === "<") return value < other;
  if (sign === "<=") return value <= other;
  if (sign === ">") return value > other;
  if (sign === ">=") return value >= other;
  return sign === "=" ? value === other : value !== other;
}

const token =
  /\s*(\(|\)|AND\b|OR\b|NOT\b|(?:[\w.]+\s*(?:<=|>=|!=|<|>|=)\s*-?[\d.]+)|(?:[\w.]+\s*:\s*-?[\d.]+\s+TO\s+-?[\d.]+)|(?:[\w.]+\s*:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()]+)))/y;

/**
 * Reads the filter language: facets, comparisons and ranges joined by AND, OR and NOT. As at the service, an OR may not hold an
 * AND (conjunctions of alternatives only).
 */
function parseFilters(text: string, faceting: ReadonlySet<string>): Test {
  const words = tokenise(text);
  let at = 0;
  const take = (): string => words[at++] ?? "";
  const one = (): Test => {
    const word = take();
    if (word === "NOT") {
      const test = one();
      return (record) => !test(record);
    }
    if (word !== "(") return leaf(word, faceting);
    const inner = any();
    if (take() !== ")") throw wrong(text);
    return inner;
  };
  const any = (): Test => {
    const tests = [one()];
    while (words[at] === "OR") {
      at += 1;
      tests.push(one());
    }
    return (record) => tests.some((test) => test(record));
  };
  const all = [any()];
  while (words[at] === "AND") {
    at += 1;
    all.push(any());
  }
  if (at !== words.length) throw wrong(text);
  return (record) => all.every((test) => test(record));
}

function tokenise(text: string): string[] {
  const words: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (!match) throw wrong(text);
    words.push(match[1] ?? "");
  }
  return words;
}

function leaf(word: string, faceting: ReadonlySet<string>): Test {
  const facet = /^([\w.]+)\s*:\s*(.*)$/s.exec(word);
  if (!facet || / TO /.test(word)) return numericTest(word);
  const written = facet[2] ?? "";
  const isQuoted = /^["']/.test(written);
  return isValue(facet[1] ?? "", isQuoted ? written.slice(1, -1).replace(/\\(.)/g, "$1") : written, faceting);
}

function wrong(text: string): Refusal {
  return new Refusal(400, `filters: Unexpected token in "${text}"`);
}
