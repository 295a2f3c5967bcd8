import { z } from "zod";

/** Something to tell about one row of the file. An `error` keeps its product out; a `warning` does not. */
const rowMessage = z.object({
  /** As a spreadsheet counts: the header is row 1. */
  row: z.number(),
  /** The column's own heading in the file; empty when it is about the whole row. */
  column: z.string(),
  code: z.string(),
  /** What stands there, cut at 80 characters. */
  value: z.string(),
  level: z.enum(["error", "warning"]),
});
export type RowMessage = z.infer<typeof rowMessage>;

const productFailure = z.object({ handle: z.string(), row: z.number(), code: z.string() });
export type ProductFailure = z.infer<typeof productFailure>;

const imageFailure = z.object({ productId: z.string(), title: z.string(), url: z.string(), code: z.string() });
export type ImageFailureEntry = z.infer<typeof imageFailure>;

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** What a dry run found, and what the import adds to it. Kept as JSON; read back through this schema. */
export const importReport = z.object({
  encoding: z.enum(encodings),
  rows: z.number(),
  products: z.number(),
  /** Products left out for an error. */
  faulty: z.number(),
  images: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  /** Products that the plan has no room for; 0 when all fit. */
  overLimit: z.number(),
  /** Whether quantities were taken as counts although no row names a tracker. */
  countsStock: z.boolean(),
  messages: z.array(rowMessage),
  messagesTotal: z.number(),
  failures: z.array(productFailure),
  imageFailures: z.array(imageFailure),
});
export type ImportReport = z.infer<typeof importReport>;

/** Entries kept of each list; the counts are of all. */
export const mostEntries = 300;
const longestValue = 80;

export function cutValue(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
