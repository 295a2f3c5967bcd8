import type { Match } from "./match";
import type { AlgoliaRecord, Settings } from "./model";

const usual = ["typo", "geo", "words", "filters", "proximity", "attribute", "exact", "custom"];

type Order = (one: Match, other: Match) => number;

const criteria: Record<string, Order> = {
  typo: (one, other) => one.typos - other.typos,
  proximity: (one, other) => one.proximity - other.proximity,
  attribute: (one, other) => one.attribute - other.attribute,
  exact: (one, other) => other.exact - one.exact,
};

/** Puts matches in the order of the index's ranking: criterion by criterion, the next one only where all before are equal. */
export function rank(matches: readonly Match[], settings: Settings): Match[] {
  const named = (settings.ranking ?? usual).flatMap((name) => (name === "custom" ? (settings.customRanking ?? []) : [name]));
  const orders = named.flatMap((name) => criteria[name] ?? attributeOrder(name) ?? []);
  return matches.toSorted((one, other) => {
    for (const order of orders) {
      const difference = order(one, other);
      if (difference !== 0) return difference;
    }
    return one.record.objectID < other.record.objectID ? 1 : -1;
  });
}

function attributeOrder(name: string): Order | null {
  const [, direction, attribute = ""] = /^(asc|desc)\((.+)\)$/.exec(name) ?? [];
  if (!direction) return null;
  const sign = direction === "asc" ? 1 : -1;
  return (one, other) => sign * (numberOf(one.record, attribute) - numberOf(other.record, attribute));
}

function numberOf(record: AlgoliaRecord, attribute: string): number {
  const value = record[attribute];
  return typeof value === "boolean" ? Number(value) : typeof value === "number" ? value : Number.NEGATIVE_INFINITY;
}
