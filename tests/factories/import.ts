import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkImport } from "@/lib/catalog/import/check-import";
import { findImport, type ImportView } from "@/lib/catalog/import/queries";
import type { ImportReport } from "@/lib/catalog/import/report";
import { runImport } from "@/lib/catalog/import/run-import";
import { startImport } from "@/lib/catalog/import/start-import";
import { findProduct } from "@/lib/catalog/queries";
import type { ProductDetail } from "@/lib/catalog/types";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

export type FileBytes = Uint8Array<ArrayBuffer>;

const folder = path.resolve(import.meta.dirname, "../..");
const samples = path.resolve(folder, "../shared/data");

/** Whether the sample files that Shopify publishes lie beside the repository. */
export const hasSamples = existsSync(path.join(samples, "shopify-apparel.csv"));

/** One of Shopify's sample files. */
export function sampleFile(name: "shopify-apparel.csv" | "shopify-home-and-garden.csv"): FileBytes {
  return new Uint8Array(readFileSync(path.join(samples, name)));
}

/** Our own small file: a shirt with options, stock and pictures, and a box in draft. */
export function ownFile(): FileBytes {
  return new Uint8Array(readFileSync(path.join(folder, "tests/fixtures/products.csv")));
}

/** A file with these rows of `handle, title, price, SKU, tracker, quantity, picture`. */
export function shortFile(...rows: string[]): FileBytes {
  const header = "Handle,Title,Variant Price,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Image Src";
  return new Uint8Array(Buffer.from([header, ...rows].join("\n")));
}

/** Checks a file; fails the test when it is refused. */
export async function checkFile(store: StoreView, bytes: FileBytes): Promise<string> {
  const checked = await checkImport(store.id, { name: "products.csv", bytes });
  if (!checked.ok) throw new Error(checked.code);
  return checked.value.id;
}

/** Checks and starts. */
export async function startFile(store: StoreView, bytes: FileBytes): Promise<string> {
  const id = await checkFile(store, bytes);
  const started = await startImport(store.id, id, newId());
  if (!started.ok) throw new Error(started.code);
  return id;
}

export type ImportResult = {
  id: string;
  view: ImportView;
  report: ImportReport;
  /** Created, updated, unchanged. */
  counts: number[];
};

/** Checks, starts and runs to the end. */
export async function importFile(store: StoreView, bytes: FileBytes): Promise<ImportResult> {
  const id = await startFile(store, bytes);
  await runImport(store.id, id);
  return importResult(store, id);
}

export async function importResult(store: StoreView, id: string): Promise<ImportResult> {
  const found = await findImport(store.id, id);
  if (!found) throw new Error("no import");
  const { view } = found;
  return { ...found, id, counts: [view.created, view.updated, view.unchanged] };
}

/** The product at an address. */
export async function productAt(store: StoreView, slug: string): Promise<ProductDetail> {
  const row = await withStore(store.id, (tx) => tx.product.findUniqueOrThrow({ where: { storeId_slug: { storeId: store.id, slug } } }));
  const product = await findProduct(store.id, row.id);
  if (!product) throw new Error("gone");
  return product;
}
