import { CsvError, parse } from "csv-parse/sync";
import { fail, ok, type Result } from "@/lib/core/result";
import { type Columns, type Field, type FileRow, findColumns, toRow } from "./columns";
import { type DecodeFailure, decodeCsv } from "./decode";
import { type ImportedProduct, readProduct } from "./read-product";
import { cutValue, type Encoding, type RowMessage } from "./report";

export type FileCode = DecodeFailure | "missing_columns" | "broken_csv" | "no_rows";
/** `detail` names the missing columns, or the row at which the file breaks off. */
export type FileFailure = { ok: false; code: FileCode; detail: string };

export type ParsedFile = {
  encoding: Encoding;
  /** Rows with something in them, without the header. */
  rows: number;
  products: ImportedProduct[];
  /** Products left out for an error. */
  faulty: number;
  countsStock: boolean;
  messages: RowMessage[];
};

/**
 * Reads a product file in Shopify's export format (help.shopify.com, "Using CSV files to import and export products"): several
 * rows per product, first row with its own fields, further rows with variants or pictures. Gives the products that are sound,
 * and a message per faulty row. Pure: the same bytes give the same products.
 */
export function parseShopifyCsv(bytes: Uint8Array): { ok: true; value: ParsedFile } | FileFailure {
  const decoded = decodeCsv(bytes);
  if (!decoded.ok) return { ...decoded, detail: "" };
  const { text, encoding } = decoded.value;
  const records = readRecords(text);
  if (!records.ok) return { ok: false, code: "broken_csv", detail: records.code };
  const [header = [], ...lines] = records.value;
  const columns = findColumns(header);
  if (columns.missing.length > 0) return { ok: false, code: "missing_columns", detail: columns.missing.join(", ") };

  const { rows, messages } = toRows(columns, lines);
  if (rows.length === 0) return { ...fail("no_rows"), detail: "" };
  const countsStock = takesQuantitiesAsCounts(rows);
  const groups = groupByHandle(rows);
  messages.push(...rows.filter(hasNoHandle).map((row) => messageAt(columns, row.number, { field: "handle", code: "required", value: "" })));
  const overfull = new Set(messages.map(({ row }) => row));
  const read = groups.map((group) => readProduct(group, { columns, countsStock }));
  for (const outcome of read) messages.push(...outcome.messages);
  const sound = read.flatMap(({ product }, index) => (product && !groups[index]?.some((row) => overfull.has(row.number)) ? product : []));
  const { products, clashes } = rejectRepeatedSkus(sound, columns);
  messages.push(...clashes);
  messages.sort((a, b) => a.row - b.row);
  return ok({ encoding, rows: rows.length, products, faulty: groups.length - products.length, countsStock, messages });
}

/** Fails with the number of the row at which the text stops being CSV. */
function readRecords(text: string): Result<string[][], string> {
  try {
    return ok(parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: false }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fail(String(typeof error.records === "number" ? error.records + 1 : ""));
  }
}

/** Spreadsheets of countries with a decimal comma write semicolons. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r|\n|$/)).replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.delimiter ?? ",";
}

/** Rows with something in them; those with cells beyond the header are told of. */
function toRows(columns: Columns, lines: readonly string[][]): { rows: FileRow[]; messages: RowMessage[] } {
  const messages: RowMessage[] = [];
  const rows = lines.flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const number = index + 2;
    const extra = cells.slice(columns.width).find((cell) => cell.trim() !== "");
    if (extra) messages.push(messageAt(columns, number, { field: null, code: "too_many_cells", value: extra }));
    return toRow(columns, number, cells);
  });
  return { rows, messages };
}

type Fault = { field: Field | null; code: string; value: string };

function messageAt(columns: Columns, row: number, { field, code, value }: Fault): RowMessage {
  return { row, column: (field && columns.names.get(field)) ?? "", code, value: cutValue(value), level: "error" };
}

function hasNoHandle(row: FileRow): boolean {
  return row.cell("handle") === "";
}

/**
 * A blank tracker means "not counted" to Shopify. A file in which no row names one, but which does give quantities, was not
 * written with trackers in mind: there the quantities are the stock.
 */
function takesQuantitiesAsCounts(rows: readonly FileRow[]): boolean {
  const namesTracker = rows.some((row) => row.cell("tracker") !== "");
  return !namesTracker && rows.some((row) => Number(row.cell("quantity")) > 0);
}

function groupByHandle(rows: readonly FileRow[]): [FileRow, ...FileRow[]][] {
  const groups = new Map<string, [FileRow, ...FileRow[]]>();
  for (const row of rows) {
    if (hasNoHandle(row)) continue;
    const handle = row.cell("handle").toLowerCase();
    const group = groups.get(handle);
    if (group) group.push(row);
    else groups.set(handle, [row]);
  }
  return [...groups.values()];
}

/** A SKU belongs to one product of the file: the first that has it. */
function rejectRepeatedSkus(sound: readonly ImportedProduct[], columns: Columns): { products: ImportedProduct[]; clashes: RowMessage[] } {
  const owners = new Set<string>();
  const clashes: RowMessage[] = [];
  const products = sound.filter((product) => {
    const { variants } = product.input;
    const clash = variants.findIndex(({ sku }) => sku !== null && owners.has(sku));
    if (clash >= 0) {
      const row = product.variantRows[clash] ?? product.row;
      clashes.push(messageAt(columns, row, { field: "sku", code: "sku_repeated", value: variants[clash]?.sku ?? "" }));
      return false;
    }
    for (const { sku } of variants) if (sku !== null) owners.add(sku);
    return true;
  });
  return { products, clashes };
}
