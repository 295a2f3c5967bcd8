import type { StoreId } from "@/lib/core/ids";
import { minuteMs } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { attempt, refuse } from "../attempt";
import { type Applied, applyProduct } from "./apply-product";
import type { ImportedProduct } from "./read-product";
import { mostEntries, type ProductFailure } from "./report";
import { parseShopifyCsv } from "./shopify-csv";

export type RunLimits = {
  /** After this time the run stops, to be continued by another delivery. */
  budgetMs?: number;
  /** Called now and then between products, outside of any transaction. */
  onProgress?: () => Promise<unknown>;
};

const progressEvery = 25;

/**
 * Imports the products of a started import, one transaction each, from where it stands: a run that was cut off goes on, and two
 * runs at once do not import a product twice. A product that is refused is noted in the report; the others are imported.
 * Returns `more` when the time was up before the end.
 */
export async function runImport(storeId: StoreId, importId: string, limits: RunLimits = {}): Promise<"finished" | "more" | "not_running"> {
  const { budgetMs = minuteMs, onProgress } = limits;
  const job = await readJob(storeId, importId);
  if (!job) return "not_running";
  const until = performance.now() + budgetMs;
  for (let index = job.productsDone; index < job.products.length; index++) {
    const product = job.products[index];
    if (!product) break;
    if (!(await importOne({ storeId, importId, actorId: job.actorId, index, product }))) return "not_running";
    if (onProgress && index % progressEvery === 0) await onProgress();
    if (performance.now() > until) return "more";
  }
  await finish(storeId, importId);
  return "finished";
}

type Job = { productsDone: number; actorId: string | null; products: ImportedProduct[] };

async function readJob(storeId: StoreId, importId: string): Promise<Job | null> {
  const row = await withStore(storeId, (tx) => tx.productImport.findUnique({ where: { storeId_id: { storeId, id: importId } } }));
  if (row?.status !== "running") return null;
  const parsed = parseShopifyCsv(row.content);
  if (!parsed.ok) throw new Error(`the import's file was readable when it was checked, and is not now: ${parsed.code}`);
  return { productsDone: row.productsDone, actorId: row.startedBy, products: parsed.value.products };
}

type Step = { storeId: StoreId; importId: string; actorId: string | null; index: number; product: ImportedProduct };

/** False when another run has the import, or has taken this product. */
async function importOne(step: Step): Promise<boolean> {
  const { storeId, product } = step;
  const outcome = await attempt<Applied, string>(storeId, async (tx) => {
    await advance(tx, step);
    const applied = await applyProduct(tx, step, product);
    await count(tx, step, applied);
    return applied;
  });
  if (outcome.ok) return true;
  if (outcome.code === "taken_over") return false;
  const code = Object.values(outcome.errors)[0] ?? outcome.code;
  const noted = await attempt(storeId, async (tx) => {
    await advance(tx, step);
    await noteFailure(tx, step, { handle: product.handle, row: product.row, code });
  });
  return noted.ok;
}

/** Takes this place of the file: whoever moves the counter imports the product. */
async function advance(tx: StoreTx, { storeId, importId, index }: Step): Promise<void> {
  const moved = await tx.productImport.updateMany({
    where: { storeId, id: importId, status: "running", productsDone: index },
    data: { productsDone: index + 1 },
  });
  if (moved.count === 0) refuse("taken_over");
}

const counters = { created: "createdCount", updated: "updatedCount", unchanged: "unchangedCount" } as const;

async function count(tx: StoreTx, { storeId, importId }: Step, { outcome, imagesListed }: Applied): Promise<void> {
  const data = { [counters[outcome]]: { increment: 1 }, imagesTotal: { increment: imagesListed } };
  await tx.productImport.update({ where: { storeId_id: { storeId, id: importId } }, data });
}

async function noteFailure(tx: StoreTx, { storeId, importId }: Step, failure: ProductFailure): Promise<void> {
  await tx.$executeRaw`
    update product_import
    set report = jsonb_set(report, '{failures}', (report -> 'failures') || ${JSON.stringify([failure])}::jsonb)
    where store_id = ${storeId}::uuid and id = ${importId}::uuid and jsonb_array_length(report -> 'failures') < ${mostEntries}`;
}

/** The file is not needed any more: it is emptied. */
async function finish(storeId: StoreId, importId: string): Promise<void> {
  await withStore(storeId, (tx) =>
    tx.productImport.updateMany({
      where: { storeId, id: importId, status: "running" },
      data: { status: "done", finishedAt: new Date(), content: new Uint8Array() },
    }),
  );
}

/** Lets an import that failed go on where it stopped: somebody sends its message again. */
export async function resumeImport(storeId: StoreId, importId: string): Promise<void> {
  await withStore(storeId, (tx) =>
    tx.productImport.updateMany({ where: { storeId, id: importId, status: "failed" }, data: { status: "running", finishedAt: null } }),
  );
}

/** Marks an import that cannot go on; what it did stays. */
export async function failImport(storeId: StoreId, importId: string): Promise<void> {
  await withStore(storeId, (tx) =>
    tx.productImport.updateMany({
      where: { storeId, id: importId, status: "running" },
      data: { status: "failed", finishedAt: new Date() },
    }),
  );
}
