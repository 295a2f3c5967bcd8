import type { VariantInput } from "../schema";
import { addressOf, amountOf, booleanOf, codeOf, gramsOf, wholeOf } from "./cells";
import type { FileRow } from "./columns";
import type { Note } from "./read-product";

/** What a file says of a variant. The price may be missing: the product's own rules say so. */
export type ReadVariant = Omit<VariantInput, "priceCents"> & { priceCents: number | undefined; quantity: number | null };

type Context = { optionNames: readonly string[]; countsStock: boolean; imageUrls: readonly string[]; note: Note };

const valueFields = ["option1Value", "option2Value", "option3Value"] as const;

/** A row without a price and an option is one of a picture. */
export function isVariantRow(row: FileRow): boolean {
  return row.cell("price") !== "" || row.cell("option1Value") !== "" || row.cell("sku") !== "";
}

export function readVariant(row: FileRow, context: Context): ReadVariant {
  const { optionNames, note } = context;
  const priceCents = amountOf(row.cell("price"));
  return {
    optionValues: optionNames.map((_name, index) => readValue(row, index, note)),
    sku: codeOf(row.cell("sku")) || null,
    barcode: codeOf(row.cell("barcode")) || null,
    priceCents,
    compareAtCents: readCompareAt(row, priceCents, note),
    costCents: amountOf(row.cell("cost")) ?? null,
    weightGrams: gramsOf(row.cell("grams")) ?? 0,
    requiresShipping: booleanOf(row.cell("requiresShipping")) ?? true,
    ...readStock(row, context),
    stockDelta: 0,
    imageIndex: readImageIndex(row, context),
  };
}

function readValue(row: FileRow, index: number, note: Note): string {
  const field = valueFields[index] ?? "option1Value";
  const value = row.cell(field);
  if (value === "") note(row, field, "required");
  return value;
}

/** A price to compare with that is not above the price says nothing: it is left out, and said. */
function readCompareAt(row: FileRow, priceCents: number | undefined, note: Note): number | null {
  const compareAt = amountOf(row.cell("compareAt"));
  if (compareAt === undefined || compareAt === 0) return null;
  if (Number.isNaN(compareAt)) return compareAt;
  if (priceCents === undefined || compareAt > priceCents) return compareAt;
  note(row, "compareAt", "compare_at_too_low", "warning");
  return null;
}

function readStock(row: FileRow, { countsStock, note }: Context): Pick<ReadVariant, "isTracked" | "allowBackorder" | "quantity"> {
  const isTracked = row.cell("tracker") !== "" || countsStock;
  const policy = row.cell("policy");
  const allowBackorder = policy === "" ? false : booleanOf(policy);
  if (allowBackorder === undefined) note(row, "policy", "unknown_value", "warning");
  return { isTracked, allowBackorder: allowBackorder ?? false, quantity: readQuantity(row, allowBackorder ?? false, note) };
}

function readQuantity(row: FileRow, allowBackorder: boolean, note: Note): number | null {
  const quantity = wholeOf(row.cell("quantity"));
  if (quantity === undefined) return null;
  if (Number.isNaN(quantity) || Math.abs(quantity) > 1_000_000) {
    note(row, "quantity", "not_a_number");
    return null;
  }
  if (quantity >= 0 || allowBackorder) return quantity;
  note(row, "quantity", "negative_stock", "warning");
  return 0;
}

function readImageIndex(row: FileRow, { imageUrls }: Context): number | null {
  const url = addressOf(row.cell("variantImage"));
  const index = url ? imageUrls.indexOf(url) : -1;
  return index < 0 ? null : index;
}
