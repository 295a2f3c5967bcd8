import { createHash } from "node:crypto";
import { htmlFromTyped } from "../rich-text";
import { splitTags } from "../rules";
import { type ProductInput, productInput } from "../schema";
import type { ProductOption, ProductStatus } from "../types";
import { booleanOf } from "./cells";
import type { Columns, Field, FileRow } from "./columns";
import { readImages } from "./read-images";
import { isVariantRow, readVariant } from "./read-variant";
import { cutValue, type RowMessage } from "./report";

export type ImportedProduct = {
  handle: string;
  /** Its first row. */
  row: number;
  variantRows: number[];
  /** Slug as in the file; stock differences are zero: `quantities` says what is counted. */
  input: ProductInput;
  /** Units per variant, in order; null where the file does not say. */
  quantities: (number | null)[];
  /** Of all of the above: the same rows again have the same. */
  hash: string;
};

export type Reading = { columns: Columns; countsStock: boolean };
/** Notes what is wrong with a cell. */
export type Note = (row: FileRow, field: Field, code: string, level?: RowMessage["level"]) => void;

/** Makes a product of its rows, and tells what is wrong with them; no product when one of them is faulty. */
export function readProduct(
  [first, ...others]: readonly [FileRow, ...FileRow[]],
  reading: Reading,
): { product: ImportedProduct | null; messages: RowMessage[] } {
  const rows = [first, ...others];
  const messages: RowMessage[] = [];
  const note: Note = (row, field, code, level = "error") => {
    const column = reading.columns.names.get(field) ?? "";
    const isKnown = messages.some((message) => message.row === row.number && message.column === column);
    if (!isKnown) messages.push({ row: row.number, column, code, value: cutValue(row.cell(field)), level });
  };

  const optionNames = readOptionNames(rows);
  const variantRows = rows.filter((row, index) => index === 0 || isVariantRow(row));
  const pictures = readImages(rows, note);
  const variants = variantRows.map((row) =>
    readVariant(row, { optionNames, countsStock: reading.countsStock, imageUrls: pictures.urls, note }),
  );
  const candidate = {
    ...readOwnFields(first, note),
    options: collectOptions(optionNames, variants),
    variants: variants.map(({ quantity: _quantity, ...variant }) => variant),
    images: pictures.images,
    collectionIds: [],
  };
  const parsed = productInput.safeParse(candidate);
  if (!parsed.success) for (const issue of parsed.error.issues) report({ issue, first, variantRows, note });
  if (!parsed.success || messages.some(({ level }) => level === "error")) return { product: null, messages };

  const quantities = variants.map(({ quantity }) => quantity);
  const hash = createHash("sha256")
    .update(JSON.stringify([parsed.data, quantities]))
    .digest("hex");
  const numbers = variantRows.map((row) => row.number);
  const product = { handle: first.cell("handle"), row: first.number, variantRows: numbers, input: parsed.data, quantities, hash };
  return { product, messages };
}

function readOwnFields(row: FileRow, note: Note) {
  return {
    title: row.cell("title"),
    slug: row.cell("handle"),
    descriptionHtml: htmlFromTyped(row.cell("body")),
    vendor: row.cell("vendor"),
    productType: row.cell("type"),
    tags: splitTags(row.cell("tags")),
    status: readStatus(row, note),
    isFeatured: false,
    seoTitle: row.cell("seoTitle"),
    seoDescription: row.cell("seoDescription"),
  };
}

/** Not published, or a gift card (which we do not sell): a draft. */
function readStatus(row: FileRow, note: Note): ProductStatus {
  const [status, published] = [row.cell("status").toLowerCase(), row.cell("published")];
  if (booleanOf(row.cell("giftCard"))) {
    note(row, "giftCard", "gift_card", "warning");
    return "draft";
  }
  if (status === "archived" || status === "draft") return status;
  if (status !== "" && status !== "active") note(row, "status", "unknown_value", "warning");
  const isPublished = published === "" ? true : booleanOf(published);
  if (isPublished === undefined) note(row, "published", "unknown_value", "warning");
  return isPublished ? "active" : "draft";
}

const nameFields = ["option1Name", "option2Name", "option3Name"] as const;

/** Names stand in a product's first row. "Title: Default Title" is how the format says that there are no options. */
function readOptionNames(rows: readonly FileRow[]): string[] {
  const names = nameFields.map((field) => rows.find((row) => row.cell(field) !== "")?.cell(field) ?? "").filter(Boolean);
  const isPlain = names.length === 1 && names[0]?.toLowerCase() === "title" && rows.every(hasDefaultTitle);
  return isPlain ? [] : names;
}

function hasDefaultTitle(row: FileRow): boolean {
  const value = row.cell("option1Value").toLowerCase();
  return value === "default title" || value === "";
}

function collectOptions(names: readonly string[], variants: readonly { optionValues: readonly string[] }[]): ProductOption[] {
  return names.map((name, index) => {
    const values = new Set(variants.flatMap(({ optionValues }) => optionValues[index] || []));
    return { name, values: [...values].map((value) => ({ value })) };
  });
}

const ownColumns: Record<string, Field> = {
  title: "title",
  slug: "handle",
  descriptionHtml: "body",
  vendor: "vendor",
  productType: "type",
  tags: "tags",
  seoTitle: "seoTitle",
  seoDescription: "seoDescription",
  images: "imageSrc",
  options: "option1Name",
  variants: "option1Value",
};
const variantColumns: Record<string, Field> = {
  sku: "sku",
  barcode: "barcode",
  priceCents: "price",
  compareAtCents: "compareAt",
  costCents: "cost",
  weightGrams: "grams",
  optionValues: "option1Value",
};

type Issue = { path: readonly PropertyKey[]; message: string; code: string };

/** Turns a refusal of the product's own rules into a message at the row and column that it comes from. */
function report({ issue, first, variantRows, note }: { issue: Issue; first: FileRow; variantRows: readonly FileRow[]; note: Note }): void {
  const [top, index, field] = issue.path;
  const code = /^[a-z_]+$/.test(issue.message) ? issue.message : "invalid";
  const row = top === "variants" && typeof index === "number" ? variantRows[index] : first;
  if (!row) return;
  if (row !== first || typeof index === "number") note(row, variantColumns[String(field)] ?? ownColumns[String(top)] ?? "handle", code);
  else note(row, ownColumns[String(top)] ?? "handle", code);
}
