import type { StoreId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { withStore } from "@/lib/db/transaction";
import { type ImportReport, importReport } from "./report";

export const importStatuses = ["checked", "running", "done", "failed"] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** An import as its page shows it. Times are ISO 8601. */
export type ImportView = {
  id: string;
  fileName: string;
  status: ImportStatus;
  productsTotal: number;
  productsDone: number;
  created: number;
  updated: number;
  unchanged: number;
  imagesTotal: number;
  imagesDone: number;
  imagesFailed: number;
  /** Whether nothing of it is on its way any more, pictures included. */
  isSettled: boolean;
  createdAt: string;
  finishedAt: string | null;
};

const fields = {
  id: true,
  fileName: true,
  status: true,
  productsTotal: true,
  productsDone: true,
  createdCount: true,
  updatedCount: true,
  unchangedCount: true,
  imagesTotal: true,
  imagesDone: true,
  imagesFailed: true,
  createdAt: true,
  finishedAt: true,
} as const;

type Row = Prisma.ProductImportGetPayload<{ select: typeof fields }>;

/** The import with its report, or null when the store has none with this id. */
export async function findImport(storeId: StoreId, importId: string): Promise<{ view: ImportView; report: ImportReport } | null> {
  const where = { storeId_id: { storeId, id: importId } };
  const row = await withStore(storeId, (tx) => tx.productImport.findUnique({ where, select: { ...fields, report: true } }));
  if (!row) return null;
  const { report, ...columns } = row;
  return { view: toView(columns), report: importReport.parse(report) };
}

/** The store's newest imports, at most ten; checks that were not started are left out. */
export async function listImports(storeId: StoreId): Promise<ImportView[]> {
  const rows = await withStore(storeId, (tx) =>
    tx.productImport.findMany({ where: { storeId, status: { not: "checked" } }, orderBy: { createdAt: "desc" }, take: 10, select: fields }),
  );
  return rows.map(toView);
}

function toView(row: Row): ImportView {
  const { createdCount, updatedCount, unchangedCount, createdAt, finishedAt, ...rest } = row;
  const status = importStatuses.find((known) => known === row.status) ?? "failed";
  const imagesLeft = row.imagesTotal - row.imagesDone - row.imagesFailed;
  return {
    ...rest,
    status,
    created: createdCount,
    updated: updatedCount,
    unchanged: unchangedCount,
    isSettled: status === "failed" || (status === "done" && imagesLeft <= 0),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
