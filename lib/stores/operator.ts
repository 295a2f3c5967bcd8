import { newId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withPlatform } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";

export type OperatorStoreRow = {
  id: string;
  slug: string;
  name: string;
  status: string;
  host: string;
  plan: string | null;
  subscription: string | null;
  createdAt: Date;
};

const pageSize = 50;

/** All stores, newest first, fifty a page; `query` looks in names and addresses. */
export async function listStores(query: string, page: number): Promise<{ rows: OperatorStoreRow[]; total: number }> {
  const text = query.trim().slice(0, 80);
  const where = text ? { OR: [{ name: { contains: text, mode: "insensitive" as const } }, { slug: { contains: text } }] } : {};
  return withPlatform(async (tx) => {
    const rows = await tx.store.findMany({
      where,
      orderBy: { createdAt: "desc" },
      skip: (page - 1) * pageSize,
      take: pageSize,
      include: { hosts: { where: { isPrimary: true } }, subscription: { include: { plan: { select: { code: true } } } } },
    });
    return {
      total: await tx.store.count({ where }),
      rows: rows.map((row) => ({
        id: row.id,
        slug: row.slug,
        name: row.name,
        status: row.status,
        host: row.hosts[0]?.host ?? "",
        plan: row.subscription?.plan.code ?? null,
        subscription: row.subscription?.status ?? null,
        createdAt: row.createdAt,
      })),
    };
  });
}

export type StoreAct = { storeId: string; operatorId: string; reason: string };

/** Takes a store off the air; payments under way still settle. Fails with `not_found` when it is not open. */
export function suspendStore(act: StoreAct): Promise<Result<void, "not_found">> {
  return setStatus(act, "active", { status: "suspended", suspendedAt: new Date(), suspendedReason: "operator" });
}

/** Puts a suspended store back on the air. Fails with `not_found` when it is not suspended. */
export function reopenStore(act: StoreAct): Promise<Result<void, "not_found">> {
  return setStatus(act, "suspended", { status: "active", suspendedAt: null, suspendedReason: null });
}

type StatusChange = { status: string; suspendedAt: Date | null; suspendedReason: string | null };

function setStatus({ storeId, operatorId, reason }: StoreAct, from: string, data: StatusChange): Promise<Result<void, "not_found">> {
  return withPlatform(async (tx) => {
    const changed = await tx.store.updateMany({ where: { id: storeId, status: from }, data });
    if (changed.count !== 1) return fail("not_found");
    const act = { storeId, actorId: operatorId, actorKind: "operator", action: `store.${data.status}`, subject: storeId };
    await tx.auditEntry.create({ data: { id: newId(), ...act, before: { status: from }, after: { status: data.status, reason } } });
    await record(tx, "store.changed", { storeId });
    return ok();
  });
}
