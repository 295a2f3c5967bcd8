import { createHash } from "node:crypto";
import { newId, type StoreId } from "@/lib/core/ids";
import { cleanLine } from "@/lib/core/text";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { readProductRoom } from "../plan-limit";
import type { ImportedProduct } from "./read-product";
import { cutValue, type ImportReport, mostEntries, type RowMessage } from "./report";
import { type FileFailure, type ParsedFile, parseShopifyCsv } from "./shopify-csv";

export type CheckOutcome = { ok: true; value: { id: string } } | FileFailure;

/**
 * The dry run: reads a product file, compares it with the store, and keeps it with its report, to be started or left. Changes no
 * product. A check that was not started makes place for the next one. Fails with a code for what the file as a whole is not.
 */
export async function checkImport(storeId: StoreId, file: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<CheckOutcome> {
  const parsed = parseShopifyCsv(file.bytes);
  if (!parsed.ok) return parsed;
  const id = newId();
  const contentHash = createHash("sha256").update(file.bytes).digest("hex");
  await withStore(storeId, async (tx) => {
    const report = await compare(tx, storeId, parsed.value);
    const fileName = cutValue(cleanLine(file.name) || "products.csv");
    await tx.productImport.deleteMany({ where: { storeId, status: "checked" } });
    await tx.productImport.create({
      data: { storeId, id, fileName, contentHash, content: file.bytes, report, productsTotal: report.products - report.faulty },
    });
  });
  return { ok: true, value: { id } };
}

async function compare(tx: StoreTx, storeId: StoreId, file: ParsedFile): Promise<ImportReport> {
  const { products, faulty, encoding, rows, countsStock } = file;
  const known = await knownHashes(tx, storeId, products);
  const messages = [...file.messages, ...(await takenSkus(tx, storeId, products))].sort((a, b) => a.row - b.row);
  const fresh = products.filter(({ input }) => !known.has(input.slug));
  const unchanged = products.filter(({ input, hash }) => known.get(input.slug) === hash).length;
  const { used, limit } = await readProductRoom(tx, storeId);
  return {
    encoding,
    rows,
    products: products.length + faulty,
    faulty,
    images: products.reduce((sum, { input }) => sum + input.images.length, 0),
    created: fresh.length,
    updated: products.length - fresh.length - unchanged,
    unchanged,
    overLimit: limit === null ? 0 : Math.max(0, used + fresh.filter(({ input }) => input.status !== "archived").length - limit),
    countsStock,
    messages: messages.slice(0, mostEntries),
    messagesTotal: messages.length,
    failures: [],
    imageFailures: [],
  };
}

const perQuery = 5000;

async function knownHashes(tx: StoreTx, storeId: StoreId, products: readonly ImportedProduct[]): Promise<Map<string, string | null>> {
  const slugs = products.map(({ input }) => input.slug);
  const known = new Map<string, string | null>();
  for (let start = 0; start < slugs.length; start += perQuery) {
    const where = { storeId, slug: { in: slugs.slice(start, start + perQuery) } };
    const rows = await tx.product.findMany({ where, select: { slug: true, importHash: true } });
    for (const { slug, importHash } of rows) known.set(slug, importHash);
  }
  return known;
}

/** SKUs that another product of the store has: those products of the file will be refused, so it is said before. */
async function takenSkus(tx: StoreTx, storeId: StoreId, products: readonly ImportedProduct[]): Promise<RowMessage[]> {
  const places = products.flatMap(({ input, variantRows, row }) =>
    input.variants.flatMap(({ sku }, index) => (sku === null ? [] : { sku, slug: input.slug, row: variantRows[index] ?? row })),
  );
  const messages: RowMessage[] = [];
  for (let start = 0; start < places.length; start += perQuery) {
    const part = places.slice(start, start + perQuery);
    const where = { storeId, sku: { in: part.map(({ sku }) => sku) } };
    const rows = await tx.variant.findMany({ where, select: { sku: true, product: { select: { slug: true } } } });
    const owners = new Map(rows.map(({ sku, product }) => [sku, product.slug]));
    for (const { sku, slug, row } of part) {
      const owner = owners.get(sku);
      if (owner && owner !== slug) messages.push({ row, column: "SKU", code: "sku_taken", value: cutValue(sku), level: "error" });
    }
  }
  return messages;
}
