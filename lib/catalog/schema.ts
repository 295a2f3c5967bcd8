import { z } from "zod";
import { maxAmountCents } from "@/lib/core/money";
import { cleanLine } from "@/lib/core/text";
import { maxUnits } from "@/lib/inventory/levels";
import { sanitizeRichText } from "./rich-text";
import { combinationKey, maxImages, maxOptions, maxVariants, slugOf } from "./rules";
import { collectionStatuses, productStatuses } from "./types";

/** One line of text without control characters. Codes: `required`, `too_long`. */
const line = (max: number) => z.string("required").transform(cleanLine).pipe(z.string().max(max, "too_long"));
const requiredLine = (max: number) => z.string("required").transform(cleanLine).pipe(z.string().min(1, "required").max(max, "too_long"));
/** Nothing typed is null. */
const optionalLine = (max: number) =>
  line(max)
    .transform((text) => text || null)
    .nullable();

/** Cents. Codes: `required`, `not_an_amount`, `negative`, `too_big`. */
const amount = z
  .number({ error: (issue) => (issue.input === undefined ? "required" : "not_an_amount") })
  .int("not_an_amount")
  .min(0, "negative")
  .max(maxAmountCents, "too_big");
const units = z.number("not_a_number").int("not_a_number").min(-maxUnits, "too_many_units").max(maxUnits, "too_many_units");

const richText = z.string().max(100_000, "too_long").transform(sanitizeRichText).pipe(z.string().max(60_000, "too_long"));
const swatch = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, "not_a_colour")
  .optional();

export const optionSchema = z.object({
  name: requiredLine(50),
  values: z
    .array(z.object({ value: requiredLine(100), swatch }))
    .min(1, "required")
    .max(maxVariants, "too_many_values"),
});

export const variantSchema = z.object({
  /** Of a variant that exists; a new one has none. */
  id: z.uuid().optional(),
  optionValues: z.array(requiredLine(100)).max(maxOptions),
  sku: optionalLine(64),
  barcode: optionalLine(32),
  priceCents: amount,
  compareAtCents: amount.nullable(),
  costCents: amount.nullable(),
  weightGrams: z.number("not_a_number").int("not_a_number").min(0, "negative").max(1_000_000, "too_big"),
  requiresShipping: z.boolean(),
  isTracked: z.boolean(),
  allowBackorder: z.boolean(),
  /** Units to add to those in stock; of a new variant, its first units. */
  stockDelta: units,
  /** Place of the variant's picture in the list of images. */
  imageIndex: z.number().int().min(0).max(maxImages).nullable(),
});

export const imageSchema = z.object({
  /** Of an image that the product has. */
  id: z.uuid().optional(),
  mediaId: z.uuid().optional(),
  sourceUrl: z.string().max(2000).optional(),
  alt: line(300),
});

/**
 * A product as a whole, as forms and imports hand it to the commands. Codes per field: `required`, `too_long`, `not_an_amount`,
 * `negative`, `too_big`, `not_a_number`, `not_a_colour`, `too_many_options`, `too_many_values`, `too_many_variants`,
 * `too_many_images`, `option_repeated`, `value_repeated`, `variant_repeated`, `value_unknown`, `sku_repeated`, `compare_at_too_low`.
 */
export const productInput = z
  .object({
    title: requiredLine(200),
    slug: z.string().max(300, "too_long").transform(slugOf),
    descriptionHtml: richText,
    vendor: line(100),
    productType: line(100),
    tags: z.array(requiredLine(60)).max(100, "too_many_tags"),
    status: z.enum(productStatuses, "required"),
    isFeatured: z.boolean(),
    seoTitle: optionalLine(120),
    seoDescription: optionalLine(400),
    options: z.array(optionSchema).max(maxOptions, "too_many_options"),
    variants: z.array(variantSchema).min(1, "required").max(maxVariants, "too_many_variants"),
    images: z.array(imageSchema).max(maxImages, "too_many_images"),
    collectionIds: z.array(z.uuid()).max(200),
  })
  .superRefine((product, context) => {
    const report: Report = (path, code) => context.addIssue({ code: "custom", path, message: code });
    checkOptions(product.options, report);
    checkVariants(product, report);
  });
export type ProductInput = z.output<typeof productInput>;
export type VariantInput = z.output<typeof variantSchema>;
export type ImageInput = z.output<typeof imageSchema>;

type Report = (path: (string | number)[], code: string) => void;

function checkOptions(options: z.output<typeof optionSchema>[], report: Report): void {
  const names = repeated(options.map(({ name }) => name.toLowerCase()));
  for (const index of names) report(["options", index, "name"], "option_repeated");
  for (const [index, { values }] of options.entries()) {
    for (const place of repeated(values.map(({ value }) => value.toLowerCase()))) {
      report(["options", index, "values", place, "value"], "value_repeated");
    }
  }
}

function checkVariants({ options, variants }: Pick<z.output<typeof optionsAndVariants>, "options" | "variants">, report: Report): void {
  const known = options.map(({ values }) => new Set(values.map(({ value }) => value)));
  for (const [index, variant] of variants.entries()) {
    const { optionValues, priceCents, compareAtCents } = variant;
    const fits = optionValues.length === options.length && optionValues.every((value, place) => known[place]?.has(value));
    if (!fits) report(["variants", index, "optionValues"], "value_unknown");
    if (compareAtCents !== null && compareAtCents <= priceCents) report(["variants", index, "compareAtCents"], "compare_at_too_low");
  }
  for (const index of repeated(variants.map(({ optionValues }) => combinationKey(optionValues)))) {
    report(["variants", index, "optionValues"], "variant_repeated");
  }
  for (const index of repeated(variants.map(({ sku }) => sku))) report(["variants", index, "sku"], "sku_repeated");
}

const optionsAndVariants = z.object({ options: z.array(optionSchema), variants: z.array(variantSchema) });

/** The places of entries that occurred before. Null never repeats. */
function repeated(entries: readonly (string | null)[]): number[] {
  return entries.flatMap((entry, index) => (entry !== null && entries.indexOf(entry) < index ? [index] : []));
}

/** A collection as a whole. Codes as above. */
export const collectionInput = z.object({
  title: requiredLine(120),
  slug: z.string().max(300, "too_long").transform(slugOf),
  descriptionHtml: richText,
  status: z.enum(collectionStatuses, "required"),
  mediaId: z.uuid().nullable(),
  /** In the order in which they are shown. */
  productIds: z.array(z.uuid()).max(2000, "too_many_products"),
});
export type CollectionInput = z.output<typeof collectionInput>;
