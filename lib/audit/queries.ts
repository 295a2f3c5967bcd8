import { withPlatform } from "@/lib/db/transaction";

export type AuditRow = {
  id: string;
  storeId: string | null;
  actorKind: string;
  actor: string;
  action: string;
  subject: string;
  createdAt: Date;
};

const pageSize = 50;

/** What was done on the platform, newest first, fifty a page; actors by their e-mail. Three queries. */
export async function listAudit(page: number): Promise<{ rows: AuditRow[]; total: number }> {
  return withPlatform(async (tx) => {
    const entries = await tx.auditEntry.findMany({ orderBy: { createdAt: "desc" }, skip: (page - 1) * pageSize, take: pageSize });
    const ids = [...new Set(entries.flatMap(({ actorId }) => (actorId ? [actorId] : [])))];
    const actors = new Map(
      (await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } })).map((user) => [user.id, user.email]),
    );
    const rows = entries.map(({ id, storeId, actorId, actorKind, action, subject, createdAt }) => {
      return { id, storeId, actorKind, actor: actors.get(actorId ?? "") ?? "", action, subject, createdAt };
    });
    return { rows, total: await tx.auditEntry.count() };
  });
}
