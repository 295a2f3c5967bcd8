/** A change to one file of the product, made in the bundle alone: the source is never touched. */
export type Patch = { file: string; from: RegExp; to: string };

/**
 * Guards taken away, one at a time: a run with one of them gone must find violations, or the suite proves nothing. A patch that no
 * longer fits its file ends the run.
 */
export const mutants = {
  /** Events are published from memory after the commit, instead of being rows of the transaction. */
  "no-outbox": [
    {
      file: "lib/events/outbox.ts",
      from: /\$\{JSON\.stringify\(entries\)\}/,
      to: '$${(remembered.push(...entries), "[]")}',
    },
    { file: "lib/events/outbox.ts", from: /$/, to: "\nexport const remembered: unknown[] = [];\n" },
    { file: "lib/events/flush.ts", from: /await claimEvents\(\)/, to: "remembered.splice(0, 100)" },
    { file: "lib/events/flush.ts", from: /^/, to: 'import { remembered } from "./outbox";\n' },
  ],
  /** A second delivery does its work again. */
  "no-dedupe": [
    {
      file: "lib/events/marks.ts",
      from: /return new Set\(rows\.map\(\(\{ eventId \}\) => eventId\)\);\n\}\n\n\/\*\* Of these/,
      to: "return new Set(deliveries.map(({ eventId }) => eventId));\n}\n\n/** Of these",
    },
    { file: "lib/events/marks.ts", from: /marked\.has\(eventId\)/, to: "false" },
  ],
  /** Whoever writes last wins: products are neither locked nor compared by version while they are indexed. */
  "no-version-guard": [
    { file: "lib/search/indexing.ts", from: /await lockProducts\(tx, chunk\);/, to: "" },
    { file: "lib/search/write-documents.ts", from: /where search_document\.version <= excluded\.version/, to: "where true" },
  ],
} as const satisfies Record<string, readonly Patch[]>;

export type Mutant = keyof typeof mutants;

/** How the title of a product begins whose indexing waits at the gate of the run. */
export const heldTitle = "Overtaken";

/**
 * A fault of every run: time passes between what a consumer reads and what it writes, so that deliveries overtake each other. Now and
 * then half a second, and for {@link heldTitle} until it is let in: the address of the gate is in `CHAOS_GATE`.
 */
export const slowIndexing: readonly Patch[] = [
  {
    file: "lib/search/indexing.ts",
    from: /const documents = await readDocuments\(tx, storeId, ids\);/,
    to: "$& await dawdle(documents);",
  },
  {
    file: "lib/search/indexing.ts",
    from: /$/,
    to: `
async function dawdle(documents) {
  if (documents.some(({ title }) => title.startsWith("${heldTitle}"))) await fetch(process.env.CHAOS_GATE);
  else if (Math.random() < 0.1) await new Promise((resolve) => setTimeout(resolve, 500));
}
`,
  },
];

/** The source with the patch in it. Throws when the place to change is not there exactly once. */
export function applyPatch(source: string, { file, from, to }: Patch): string {
  const found = source.match(new RegExp(from.source, "g"))?.length ?? 0;
  if (found !== 1) throw new Error(`A patch of ${file} fits ${found} places: ${from.source}`);
  return source.replace(from, to);
}
