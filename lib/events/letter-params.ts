import { z } from "zod";
import { after, dayMs, hourMs } from "@/lib/core/time";
import { causes } from "./causes";
import { type LetterFilter, letterStates } from "./dead-letters";
import { findRoute } from "./routes";

/** The choices of "since when", by their word in the address. */
export const spans = { "1h": hourMs, "24h": dayMs, "7d": 7 * dayMs, "30d": 30 * dayMs } as const;
export type Span = keyof typeof spans;
export const spanNames: readonly Span[] = ["1h", "24h", "7d", "30d"];

type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

export type LetterQuery = {
  filter: LetterFilter;
  since: Span | null;
  page: number;
  /** The filter as it stands in the address: only what is known. */
  params: Record<string, string | readonly string[]>;
};

const listOf = (value: string | readonly string[] | undefined): readonly string[] => (typeof value === "string" ? [value] : (value ?? []));

/** Reads a list's filter from its address; unknown words are left out, so that a mistyped address still shows a list. */
export function readLetterQuery(given: Given): LetterQuery {
  const state = letterStates.find((known) => known === given.state) ?? "open";
  const consumers = listOf(given.consumer).filter((name) => findRoute(name) !== null);
  const chosen = listOf(given.cause).filter((name) => causes.some((known) => known === name));
  const since = spanNames.find((known) => known === given.since) ?? null;
  const page = Math.max(1, Math.min(10_000, Number.parseInt(String(given.page ?? "1"), 10) || 1));
  const filter = { state, consumers, causes: chosen, since: since && after(-spans[since]), until: null };
  const params = {
    ...(state === "open" ? {} : { state }),
    ...(consumers.length > 0 ? { consumer: consumers } : {}),
    ...(chosen.length > 0 ? { cause: chosen } : {}),
    ...(since ? { since } : {}),
  };
  return { filter, since, page, params };
}

/** What a bulk act is done to: one cause, among the letters that the list showed at that moment. */
export const bulkInput = z
  .object({
    cause: z.enum(causes),
    consumers: z.string().max(2000).default(""),
    since: z.iso.datetime().optional(),
    until: z.iso.datetime(),
  })
  .transform(({ cause, consumers, since, until }) => ({
    causes: [cause],
    consumers: consumers.split(",").filter((name) => findRoute(name) !== null),
    since: since ? new Date(since) : null,
    until: new Date(until),
  }));

/** Why something is put aside: a person's own words, kept in the audit log. */
export const reasonInput = z.string().trim().min(1, "required").max(200, "too_long");

/** The filter of a list as hidden fields of a bulk act, read again by `bulkInput`; the cause is added by each act. */
export function bulkFields(filter: LetterFilter, { since, now }: { since: Span | null; now: Date }): Record<string, string> {
  return {
    consumers: filter.consumers.join(","),
    until: now.toISOString(),
    ...(since ? { since: after(-spans[since], now).toISOString() } : {}),
  };
}
