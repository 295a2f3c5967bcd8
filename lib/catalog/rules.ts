import slugify from "@sindresorhus/slugify";
import { z } from "zod";
import { type ProductOption, type ProductStatus, productStatuses } from "./types";

export const maxOptions = 3;
export const maxVariants = 100;
export const maxImages = 30;
const maxSlugLength = 100;

/** The last part of a product's or collection's address, made from any text; empty when nothing of it can stand in one. */
export function slugOf(text: string): string {
  return slugify(text, { decamelize: false }).slice(0, maxSlugLength).replace(/-+$/, "");
}

/** The first of `base`, `base-2`, `base-3`… that is not taken. */
export function firstFreeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const candidate = `${base.slice(0, maxSlugLength - 8).replace(/-+$/, "")}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Every combination of the options' values, the first option changing slowest; one empty combination without options. */
export function combinationsOf(options: readonly { values: readonly { value: string }[] }[]): string[][] {
  return options.reduce<string[][]>((rows, { values }) => rows.flatMap((row) => values.map(({ value }) => [...row, value])), [[]]);
}

/** One text per combination, for comparing. Values hold no control characters, so the separator cannot occur in one. */
export function combinationKey(optionValues: readonly string[]): string {
  return optionValues.join("\u0000");
}

/** "M / Blue"; empty for a product without options. */
export function variantTitle(optionValues: readonly string[]): string {
  return optionValues.join(" / ");
}

/** Tags as they are typed, split at commas; empty ones and repetitions are left out. */
export function splitTags(text: string): string[] {
  const seen = new Map<string, string>();
  for (const tag of text.split(/[,\n]/).map((part) => part.trim())) {
    if (tag && !seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag);
  }
  return [...seen.values()];
}

const optionsSchema = z.array(
  z.object({ name: z.string(), values: z.array(z.object({ value: z.string(), swatch: z.string().optional() })) }),
);

/** The options of a product row. Throws on what we did not write. */
export function readOptions(json: unknown): ProductOption[] {
  return optionsSchema.parse(json);
}

export function statusOf(text: string): ProductStatus {
  return productStatuses.find((status) => status === text) ?? "draft";
}
