import { wordsIn } from "./match";
import type { AlgoliaRecord } from "./model";
import { type Asked, meet } from "./words";

export type Tags = { before: string; after: string };
type Highlighted = { value: string; matchLevel: "none" | "partial" | "full"; matchedWords: string[]; fullyHighlighted?: boolean };

/** `_highlightResult` of one attribute: what was met is between the tags, a beginning of a word as far as it was typed. */
export function highlightOf(record: AlgoliaRecord, attribute: string, { asked, tags }: { asked: readonly Asked[]; tags: Tags }): unknown {
  const value = record[attribute];
  if (Array.isArray(value)) {
    return value
      .filter((one) => typeof one === "string")
      .map((one) => highlightText({ objectID: "", [attribute]: one }, attribute, { asked, tags }));
  }
  return typeof value === "string" ? highlightText(record, attribute, { asked, tags }) : undefined;
}

function highlightText(record: AlgoliaRecord, attribute: string, { asked, tags }: { asked: readonly Asked[]; tags: Tags }): Highlighted {
  const text = String(record[attribute]);
  const matched = new Set<string>();
  let value = "";
  let end = 0;
  for (const token of wordsIn(record, attribute)) {
    const length = markedLength(token.text, asked, matched);
    if (length === 0) continue;
    const until = Math.min(token.end, token.start + length);
    value += `${text.slice(end, token.start)}${tags.before}${text.slice(token.start, until)}${tags.after}`;
    end = until;
  }
  value += text.slice(end);
  if (matched.size === 0) return { value, matchLevel: "none", matchedWords: [] };
  return { value, matchLevel: matched.size === asked.length ? "full" : "partial", fullyHighlighted: false, matchedWords: [...matched] };
}

function markedLength(word: string, asked: readonly Asked[], matched: Set<string>): number {
  const lengths = asked.map((one) => {
    const met = meet(one, word);
    if (met) matched.add(one.text);
    return met?.length ?? 0;
  });
  return Math.max(0, ...lengths);
}
