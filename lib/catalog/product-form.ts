import { z } from "zod";
import { fieldErrors } from "@/lib/core/form-state";
import type { Locale } from "@/lib/core/locale";
import { parseAmount } from "@/lib/core/money";
import type { FieldCodes } from "./attempt";
import { htmlFromTyped } from "./rich-text";
import { combinationKey, combinationsOf, splitTags } from "./rules";
import { type ProductInput, productInput } from "./schema";

const text = z.string().catch("");
/** A ticked box. */
const flag = z
  .string()
  .transform((value) => value === "on")
  .catch(false);

/** A list of whatever was sent: a field that is missing or of another kind is empty, and refused by the product's own rules. */
function listOf<Item extends z.ZodRawShape>(shape: Item) {
  return z.array(z.preprocess((item) => (typeof item === "object" && item !== null ? item : {}), z.object(shape))).catch([]);
}

const formTree = z.object({
  version: z.coerce.number().int().catch(0),
  title: text,
  slug: text,
  descriptionHtml: text,
  vendor: text,
  productType: text,
  tags: text,
  status: text,
  isFeatured: flag,
  seoTitle: text,
  seoDescription: text,
  /** `text` is "S, M, L": what a form without JavaScript sends. */
  options: listOf({ name: text, text, values: listOf({ value: text, swatch: text }) }),
  variants: listOf({
    id: text,
    optionValues: z.array(text).catch([]),
    sku: text,
    barcode: text,
    price: text,
    compareAt: text,
    cost: text,
    weightGrams: text,
    requiresShipping: flag,
    isTracked: flag,
    allowBackorder: flag,
    stock: text,
    stockSeen: text,
    image: text,
  }),
  images: listOf({ id: text, mediaId: text, alt: text }),
  collections: z.array(text).catch([]),
  /** Whether combinations that were not sent are to be made: a form without JavaScript cannot draw them. */
  fillVariants: flag,
});
type FormTree = z.output<typeof formTree>;
type FormVariant = FormTree["variants"][number];

export type ReadForm = { ok: true; value: { input: ProductInput; version: number } } | { ok: false; errors: FieldCodes };

/**
 * Reads the product form, as `readForm` gives it, into a product: amounts in the notation of the member's language, stock as the
 * difference to what the form showed. Fails with codes by the names of the form's own controls.
 */
export function readProductForm(tree: unknown, locale: Locale): ReadForm {
  const form = formTree.parse(typeof tree === "object" && tree !== null ? tree : {});
  const options = readOptions(form);
  const variants = form.fillVariants ? fillVariants(form.variants, options) : form.variants;
  const parsed = productInput.safeParse({
    ...form,
    descriptionHtml: htmlFromTyped(form.descriptionHtml),
    tags: splitTags(form.tags),
    options,
    variants: variants.map((variant) => readVariant(variant, locale)),
    images: form.images.map(({ id, mediaId, alt }) => ({ ...(id ? { id } : {}), ...(mediaId ? { mediaId } : {}), alt })),
    collectionIds: form.collections.filter(Boolean),
  });
  if (!parsed.success) return { ok: false, errors: toFormNames(fieldErrors(parsed.error)) };
  return { ok: true, value: { input: parsed.data, version: form.version } };
}

type ReadOption = { name: string; values: { value: string; swatch?: string }[] };

function readOptions(form: FormTree): ReadOption[] {
  return form.options
    .map(({ name, text: typed, values }) => ({
      name,
      values: [
        ...values.map(({ value, swatch }) => (swatch ? { value, swatch } : { value })),
        ...splitTags(typed).map((value) => ({ value })),
      ],
    }))
    .filter(({ name, values }) => name.trim() !== "" || values.length > 0);
}

/** One row per combination, in order; those that were not sent take the first row's price and settings. */
function fillVariants(sent: readonly FormVariant[], options: readonly ReadOption[]): FormVariant[] {
  const known = new Map(sent.map((variant) => [combinationKey(variant.optionValues), variant]));
  const [first] = sent;
  if (!first) return [];
  return combinationsOf(options).map((optionValues) => {
    const variant = known.get(combinationKey(optionValues));
    return variant ?? { ...first, id: "", sku: "", barcode: "", stock: "", stockSeen: "", image: "", optionValues };
  });
}

function readVariant(variant: FormVariant, locale: Locale) {
  const { id, optionValues, sku, barcode, requiresShipping, isTracked, allowBackorder } = variant;
  return {
    ...(id ? { id } : {}),
    optionValues,
    sku,
    barcode,
    priceCents: readAmount(variant.price, locale),
    compareAtCents: readAmount(variant.compareAt, locale) ?? null,
    costCents: readAmount(variant.cost, locale) ?? null,
    weightGrams: readWhole(variant.weightGrams) ?? 0,
    requiresShipping,
    isTracked,
    allowBackorder,
    stockDelta: readStock(variant),
    imageIndex: readWhole(variant.image) ?? null,
  };
}

function readAmount(typed: string, locale: Locale): number | undefined {
  if (typed.trim() === "") return undefined;
  if (/^-\s*\S?\s*\d/.test(typed.trim())) return -1;
  return parseAmount(typed, locale) ?? Number.NaN;
}

function readWhole(typed: string): number | undefined {
  const digits = typed.trim();
  if (digits === "") return undefined;
  return /^[-+]?\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** Nothing typed leaves the stock as it is. */
function readStock({ stock, stockSeen }: FormVariant): number {
  const wanted = readWhole(stock);
  return wanted === undefined ? 0 : wanted - (readWhole(stockSeen) || 0);
}

const controlNames: Record<string, string> = {
  priceCents: "price",
  compareAtCents: "compareAt",
  costCents: "cost",
  stockDelta: "stock",
  imageIndex: "image",
  collectionIds: "collections",
};

/** Codes of the product's rules and commands, under the names of the form's controls. */
export function toFormNames(errors: FieldCodes): FieldCodes {
  return Object.fromEntries(
    Object.entries(errors).map(([path, code]) => [path.replace(/[A-Za-z]+$/, (last) => controlNames[last] ?? last), code]),
  );
}
